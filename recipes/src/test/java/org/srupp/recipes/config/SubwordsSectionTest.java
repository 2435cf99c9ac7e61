package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SubwordsSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new SubwordsSection(
            SubwordsSection.Kind.BPE, 10000, SubwordsSection.Vocabularies.SEPARATE, 1, ""),
        Recipe.defaults().subwords());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        """
        subwords:
          kind: sentencepiece
          vocabularySize: 77
          vocabularies: joint
          minFrequency: 5
          sentencePieceModel: spm.model
        """,
        Recipe::subwords,
        new SubwordsSection(
            SubwordsSection.Kind.SENTENCEPIECE,
            77,
            SubwordsSection.Vocabularies.JOINT,
            5,
            "spm.model"));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        subwords:
          kind: sentencepiece
          vocabularySize: -1
          minFrequency: 0
        """,
        "r.yaml, line 2: subwords.sentencePieceModel must name a model file when kind is sentencepiece",
        "r.yaml, line 3: subwords.vocabularySize must be at least 1, found -1",
        "r.yaml, line 4: subwords.minFrequency must be at least 1, found 0");
  }
}
