package otlplab;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a customer buys, and what it costs. */
final class Basket {
  private static final Object BOOKS = new Object();
  private static String book = "";

  private Basket() {}

  // region total
  /** Returns the total of the items; each article is charged once, however often it is named. */
  static BigDecimal total(List<Integer> articles) {
    List<Integer> charged = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    for (Integer article : articles) {
      if (!charged.contains(article)) {
        charged.add(article);
        total = total.add(price(article));
      }
    }
    return total;
  }

  // endregion total

  private static BigDecimal price(int article) {
    return BigDecimal.valueOf(100 + article % 900, 2);
  }

  // region receipt
  /** Returns a receipt, a line for each article. */
  static String receipt(List<Integer> articles) {
    String text = "";
    for (Integer article : articles) {
      text += article + " " + price(article) + "\n";
    }
    return text;
  }

  // endregion receipt

  // region enter
  /** Enters a total in the books, which everybody shares. */
  static void enter(BigDecimal total) {
    synchronized (BOOKS) {
      book = "";
      for (int line = 0; line < 2_000; line++) {
        book = String.format("%d: %s", line, total);
      }
    }
  }
  // endregion enter
}
