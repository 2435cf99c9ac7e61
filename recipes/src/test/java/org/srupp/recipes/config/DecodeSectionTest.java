package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecodeSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new DecodeSection(5, 1, DecodeSection.LengthNormalization.NONE, 1.0, 2.0, 10, 64, 4096),
        Recipe.defaults().decode());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        """
        decode:
          beam: 2
          validationBeam: 3
          lengthNormalization: gnmt
          lengthPenalty: 0.6
          maxLengthFactor: 1.5
          maxLengthOffset: 50
          batchSentences: 7
          batchTokens: 8
        """,
        Recipe::decode,
        new DecodeSection(2, 3, DecodeSection.LengthNormalization.GNMT, 0.6, 1.5, 50, 7, 8));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        decode:
          beam: 0
          validationBeam: 0
          lengthPenalty: -1
          maxLengthFactor: -0.5
          maxLengthOffset: -1
          batchSentences: 0
          batchTokens: 0
        """,
        "r.yaml, line 2: decode.beam must be at least 1, found 0",
        "r.yaml, line 3: decode.validationBeam must be at least 1, found 0",
        "r.yaml, line 4: decode.lengthPenalty must be at least 0, found -1.0",
        "r.yaml, line 5: decode.maxLengthFactor must be at least 0, found -0.5",
        "r.yaml, line 6: decode.maxLengthOffset must be at least 1, found -1",
        "r.yaml, line 7: decode.batchSentences must be at least 1, found 0",
        "r.yaml, line 8: decode.batchTokens must be at least 1, found 0");
    SectionTests.assertMistakes(
        "decode: {maxLengthFactor: 0, maxLengthOffset: 0}",
        "r.yaml, line 1: decode.maxLengthOffset must be at least 1, found 0");
  }
}
