package otlplab;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;

/** What a customer buys, and what it costs. */
final class Basket {
  private static final Object BOOKS = new Object();
  private static String book = "";

  private Basket() {}

  // region total
  /** Returns the total of the items; each article is charged once, however often it is named. */
  static BigDecimal total(List<Integer> articles) {
    BigDecimal total = BigDecimal.ZERO;
    for (Integer article : new LinkedHashSet<>(articles)) {
      total = total.add(price(article));
    }
    return total;
  }

  // endregion total

  private static BigDecimal price(int article) {
    return BigDecimal.valueOf(100 + article % 900, 2);
  }

  /** Returns a receipt, a line for each article. */
  static String receipt(List<Integer> articles) {
    StringBuilder text = new StringBuilder();
    for (Integer article : articles) {
      text.append(article).append(' ').append(price(article)).append('\n');
    }
    return text.toString();
  }

  /**
   * Enters a total in the books, which everybody shares; the line is written before the lock is
   * taken.
   */
  static void enter(BigDecimal total) {
    String line = "1999: " + total;
    synchronized (BOOKS) {
      book = line;
    }
  }
}
