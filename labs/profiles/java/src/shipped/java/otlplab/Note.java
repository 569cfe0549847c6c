package otlplab;

import java.util.regex.Pattern;

/** What a customer wrote, for the parcel. */
final class Note {
  private static final Pattern BLANKS_AT_THE_END = Pattern.compile("\\s+$");

  private Note() {}

  // region printed
  /** Returns a note as it is printed: without the blanks at its end. */
  static String printed(String note) {
    return BLANKS_AT_THE_END.matcher(note).replaceAll("");
  }
  // endregion printed
}
