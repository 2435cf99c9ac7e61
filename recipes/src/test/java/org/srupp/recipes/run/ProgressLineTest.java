package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalEveryNthUpdateAndTheLastAreLines() {
    try (ProgressLine line = new ProgressLine(out, () -> 0, 25, 10)) {
      for (int step = 1; step <= 25; step++) {
        line.update(update(step));
      }
    }
    assertEquals(
        """
        step 10/25  loss 2.000  ppl 7.39  12,346 tokens/s  norm 1.50  lr 3.00e-04  0:30 left
        step 20/25  loss 2.000  ppl 7.39  12,346 tokens/s  norm 1.50  lr 3.00e-04  0:10 left
        step 25/25  loss 2.000  ppl 7.39  12,346 tokens/s  norm 1.50  lr 3.00e-04  0:00 left
        """,
        shown());
  }

  @Test
  void onATerminalTheLineIsRewrittenAndCutToItsWidth() {
    try (ProgressLine line = new ProgressLine(out, () -> 24, 9000, 1)) {
      line.update(update(1));
      line.update(update(2));
    }
    assertEquals(
        CLEAR + "step    1/9000  loss 2." + CLEAR + "step    2/9000  loss 2." + "\n", shown());
  }

  @Test
  void updatesInQuickSuccessionAreShownOnce() {
    try (ProgressLine line = new ProgressLine(out, () -> 17, 3, 1)) {
      line.update(new ProgressLine.Update(1, 2, 1, 1, 1, 1.00));
      line.update(new ProgressLine.Update(2, 2, 1, 1, 1, 1.01));
      line.update(new ProgressLine.Update(3, 2, 1, 1, 1, 1.02)); // the last always
    }
    assertEquals(CLEAR + "step 1/3  loss 2" + CLEAR + "step 3/3  loss 2\n", shown());
  }

  @Test
  void aMessageStandsAboveTheLine() {
    try (ProgressLine line = new ProgressLine(out, () -> 9, 3, 1)) {
      line.message("begun");
      line.update(update(1));
      line.message("Ein Hund. \u2192 A dog.");
    }
    assertEquals(
        CLEAR + "begun\n" + CLEAR + "step 1/3" + CLEAR + "Ein Hund. \u2192 A dog.\n" + "step 1/3\n",
        shown());
  }

  @Test
  void hoursAreCounted() {
    try (ProgressLine line = new ProgressLine(out, () -> 0, 5000, 2)) {
      line.update(update(1));
      line.update(update(2));
    }
    assertEquals(
        "step    2/5000  loss 2.000  ppl 7.39  12,346 tokens/s  norm 1.50  lr 3.00e-04  2:46:36 left\n",
        shown());
  }

  /** Two seconds a step. */
  private static ProgressLine.Update update(int step) {
    return new ProgressLine.Update(step, 2, 12_345.6, 1.5, 3e-4, 2.0 * step);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
