package otlplab;

/** What a customer wrote, for the parcel. */
final class Note {
  private Note() {}

  // region printed
  /** Returns a note as it is printed: without the blanks at its end. */
  static String printed(String note) {
    return note.stripTrailing();
  }
  // endregion printed
}
