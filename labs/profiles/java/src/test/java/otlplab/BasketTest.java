package otlplab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {
  @Test
  void chargesEachArticleOnce() {
    assertEquals(new BigDecimal("2.03"), Basket.total(List.of(1, 2, 1, 2)));
  }

  @Test
  void writesALineForEachItem() {
    assertEquals("7 1.07\n7 1.07\n", Basket.receipt(List.of(7, 7)));
  }

  @Test
  void printsANoteWithoutTheBlanksAtItsEnd() {
    assertEquals("to  Ada", Note.printed("to  Ada \t\n"));
    assertEquals("", Note.printed("   "));
  }

  @Test
  void makesTheSameBasketEveryTime() {
    assertEquals(Pricing.basket(50), Pricing.basket(50));
  }

  @Test
  void takesOneProfileAtATime() throws Exception {
    Profiler profiler = new Profiler();
    assertThrows(IllegalStateException.class, profiler::stop);
    assertThrows(IllegalArgumentException.class, () -> profiler.start("sleep", 100));
    assertThrows(IllegalArgumentException.class, () -> profiler.start("jfr", 0));
    profiler.start("jfr", 100);
    assertThrows(IllegalStateException.class, () -> profiler.start("cpu", 100));
    byte[] recording = profiler.stop();
    assertTrue(recording.length > 4 && recording[0] == 'F' && recording[1] == 'L');
  }
}
