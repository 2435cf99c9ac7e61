package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DataSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new DataSection(
            DataSection.Corpus.FILES,
            DataSection.Preset.IMITKD,
            "de",
            "en",
            false,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            20000,
            500,
            500,
            1234,
            125,
            "",
            new FilterSection(0, 0, 0, false, "", "")),
        Recipe.defaults().data());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        """
        data:
          corpus: iwslt14
          preset: fairseq
          sourceLanguage: en
          targetLanguage: de
          lowercase: true
          folder: some folder
          src: a
          tgt: b
          validSrc: c
          validTgt: d
          testSrc: e
          testTgt: f
          trainPairs: 7
          validPairs: 8
          testPairs: 9
          seed: -5000000000
          maxLength: 11
          tsv: g
          filter:
            minWords: 2
            maxWords: 90
            maxRatio: 1.5
            dropDuplicates: true
            sourceScript: latin
            targetScript: cyrillic
        """,
        Recipe::data,
        new DataSection(
            DataSection.Corpus.IWSLT14,
            DataSection.Preset.FAIRSEQ,
            "en",
            "de",
            true,
            "some folder",
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            7,
            8,
            9,
            -5_000_000_000L,
            11,
            "g",
            new FilterSection(2, 90, 1.5, true, "latin", "cyrillic")));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        data:
          sourceLanguage: ""
          targetLanguage: " "
          src: a
          validSrc: b
          testTgt: c
          trainPairs: 0
          validPairs: -1
          testPairs: 0
          maxLength: 0
        """,
        "r.yaml, line 2: data.sourceLanguage must not be empty",
        "r.yaml, line 3: data.targetLanguage must not be empty",
        "r.yaml, line 4: data.src and tgt must be given together",
        "r.yaml, line 5: data.validSrc and validTgt must be given together",
        "r.yaml, line 6: data.testSrc and testTgt must be given together",
        "r.yaml, line 7: data.trainPairs must be at least 1, found 0",
        "r.yaml, line 8: data.validPairs must be at least 1, found -1",
        "r.yaml, line 9: data.testPairs must be at least 1, found 0",
        "r.yaml, line 10: data.maxLength must be at least 1, found 0");
  }

  @Test
  void filtersThatKeepNothingAreRefused() {
    SectionTests.assertMistakes(
        """
        data:
          filter:
            minWords: 5
            maxWords: 4
            maxRatio: 0.5
            sourceScript: klingon
        """,
        "r.yaml, line 4: data.filter.maxWords must be 0 or at least minWords = 5, found 4",
        "r.yaml, line 5: data.filter.maxRatio must be 0 or at least 1, found 0.5",
        "r.yaml, line 6: data.filter.sourceScript must be the Unicode name of a script, as in"
            + " latin, cyrillic or han, found klingon");
  }
}
