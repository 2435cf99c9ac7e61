package org.srupp.recipes.translation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.srupp.encdec.model.TransformerTranslationConfig;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.config.DecodeSection.LengthNormalization;

class StreamMemoryTest {
  private static final TransformerTranslationConfig MODEL =
      new TransformerTranslationConfig(50, 100, 16, 2, 32, 1, 3, 0, 0, 0);
  private static final DecodeSection DECODE =
      new DecodeSection(5, 1, LengthNormalization.NONE, 1, 1, 10, 8, 200);

  // By hand: a step keeps 2 * 16 floats in each of 3 layers, so 200 steps with room to grow
  // 38,400; a row takes 100 + 32 + 8 * 16, so 8 rows 2,080; all for 5 hypotheses of 4 bytes.
  private static final long BYTES = 5 * 4 * (38_400 + 2_080);

  @Test
  void aSearchNeedsItsStepsAndItsRows() {
    assertEquals(new StreamMemory(BYTES, 8, 5), StreamMemory.of(MODEL, DECODE));
  }

  @Test
  void asManyAsFitAreAllowedAndTheNextIsRefused() {
    StreamMemory one = StreamMemory.of(MODEL, DECODE);
    assertDoesNotThrow(() -> one.require(10, 10 * BYTES));
    var refused = assertThrows(IllegalArgumentException.class, () -> one.require(11, 10 * BYTES));
    assertEquals(
        "--threads 11 would need about 8 MiB, 0.8 for each search of up to 8 sentences with beam 5,"
            + " and the machine has 8: use at most 10, or a smaller --batch-sentences,"
            + " --batch-tokens or --beam",
        refused.getMessage());
  }

  @Test
  void unknownMemoryRefusesNothing() {
    assertDoesNotThrow(() -> StreamMemory.of(MODEL, DECODE).require(11, 0));
  }

  @Test
  void oneSearchIsNeverRefused() {
    assertDoesNotThrow(() -> StreamMemory.of(MODEL, DECODE).require(1, 1));
  }
}
