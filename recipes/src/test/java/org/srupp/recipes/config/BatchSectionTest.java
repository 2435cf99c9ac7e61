package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BatchSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new BatchSection(BatchSection.Kind.TOKENS, 128, 4096, 0, 1), Recipe.defaults().batch());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        "batch: {kind: sentences, sentences: 3, maxTokens: 5, microBatchTokens: 7, accumulate: 9}",
        Recipe::batch,
        new BatchSection(BatchSection.Kind.SENTENCES, 3, 5, 7, 9));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        "batch: {sentences: 0, maxTokens: -5,\n  microBatchTokens: -1, accumulate: 0}",
        "r.yaml, line 1: batch.sentences must be at least 1, found 0",
        "r.yaml, line 1: batch.maxTokens must be at least 1, found -5",
        "r.yaml, line 2: batch.microBatchTokens must be at least 0, found -1",
        "r.yaml, line 2: batch.accumulate must be at least 1, found 0");
  }
}
