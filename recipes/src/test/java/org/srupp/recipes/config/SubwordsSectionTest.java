package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SubwordsSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new SubwordsSection(
            SubwordsSection.Kind.BPE,
            10000,
            SubwordsSection.Vocabularies.SEPARATE,
            1,
            "",
            SubwordsSection.Words.NONE,
            "",
            SubwordsSection.Numbering.FREQUENCY),
        Recipe.defaults().subwords());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        """
        subwords:
          kind: subwordNmt
          vocabularySize: 77
          vocabularies: joint
          minFrequency: 5
          sentencePieceModel: spm.model
          words: nltk
          codes: codes.txt
          numbering: occurrence
        """,
        Recipe::subwords,
        new SubwordsSection(
            SubwordsSection.Kind.SUBWORD_NMT,
            77,
            SubwordsSection.Vocabularies.JOINT,
            5,
            "spm.model",
            SubwordsSection.Words.NLTK,
            "codes.txt",
            SubwordsSection.Numbering.OCCURRENCE));
  }

  @Test
  void keysOfSubwordNmtNeedThatKind() {
    SectionTests.assertMistakes(
        """
        subwords:
          words: moses
          codes: codes.txt
          numbering: occurrence
        """,
        "r.yaml, line 2: subwords.words needs kind: subwordNmt; the other kinds read raw text",
        "r.yaml, line 3: subwords.codes needs kind: subwordNmt",
        "r.yaml, line 4: subwords.numbering: occurrence needs kind: subwordNmt");
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
