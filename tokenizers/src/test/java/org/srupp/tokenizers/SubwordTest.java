package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.srupp.tokenizers.BpeCodes.Merge;

/** Learning and applying codes of subword-nmt against cases derived by hand and the plain rules. */
class SubwordTest {
  @Test
  void mergesAreThoseDerivedByHand() {
    // low 5, lower 2, newest 6, widest 3: the example of Sennrich et al. 2016, figure 1. (e, s) and
    // (s, t</w>) occur 9 times each; "s" is above "e".
    WordTally text = new WordTally();
    text.add("low", 5);
    text.add("lower", 2);
    text.add("newest", 6);
    text.add("widest", 3);
    SubwordCodes codes = SubwordLearner.learn(text, 4, 2);
    assertEquals(
        List.of(
            new Merge("s", "t</w>"),
            new Merge("e", "st</w>"),
            new Merge("l", "o"),
            new Merge("w", "est</w>")),
        codes.merges());
    assertEquals(List.of(9L, 9L, 7L, 6L), codes.counts());
  }

  @Test
  void learningAgreesWithCountingAllPairsAnew() {
    var random = new SplittableRandom(17);
    for (int round = 0; round < 60; round++) {
      WordTally text = new WordTally();
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        line.append("aabbc\u00e4  ".charAt(random.nextInt(8)));
      }
      text.add(line.toString());
      List<Merge> expected = new ArrayList<>();
      var counts = PlainSubwords.learn(text, 40, 2, expected);
      SubwordCodes codes = SubwordLearner.learn(text, 40, 2);
      assertEquals(expected, codes.merges(), line::toString);
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(counts.get((i + 1) + ""), codes.counts().get(i));
      }
    }
  }

  @Test
  void segmentingAgreesWithThePlainRule() {
    var random = new SplittableRandom(23);
    for (int round = 0; round < 100; round++) {
      WordTally text = new WordTally();
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        line.append("abbcd  ".charAt(random.nextInt(7)));
      }
      text.add(line.toString());
      SubwordCodes codes = SubwordLearner.learn(text, 30, 2);
      SubwordSegmenter segmenter = new SubwordSegmenter(codes);
      for (int i = 0; i < 30; i++) {
        StringBuilder word = new StringBuilder();
        for (int j = random.nextInt(12); j >= 0; j--) {
          word.append("abcde".charAt(random.nextInt(5)));
        }
        assertEquals(
            PlainSubwords.segment(codes.merges(), word.toString()),
            segmenter.apply(word.toString()));
      }
    }
  }

  @Test
  void tiesGoToTheLastPairInOrderOfCodePoints() {
    WordTally text = new WordTally();
    text.add("\ufffd\ufffd. \ud83d\ude00\ud83d\ude00."); // as UTF-16 the emoji would be the lower
    assertEquals(
        new Merge("\ud83d\ude00", "\ud83d\ude00"),
        SubwordLearner.learn(text, 1, 1).merges().get(0));
  }

  @Test
  void wordsPartAtBlanksAloneAndOverlongOnesAreLeftOut() {
    WordTally text = new WordTally();
    text.add("  a\u00a0b  a\tb ");
    assertEquals(2, text.size());
    text.add("x".repeat(SubwordLearner.LONGEST_WORD + 1));
    assertTrue(
        SubwordLearner.learn(text, 100, 1).merges().stream()
            .noneMatch(merge -> merge.product().startsWith("x")));
    assertEquals(
        "merges and minimumCount must be 1 or more, found 0 and 2",
        assertThrows(
                IllegalArgumentException.class, () -> SubwordLearner.learn(new WordTally(), 0, 2))
            .getMessage());
    assertEquals(List.of(), SubwordLearner.learn(new WordTally(), 5, 2).merges());
  }

  @Test
  void blanksAreTreatedAsSubwordNmtTreatsThem() {
    SubwordSegmenter segmenter = segmenter(new Merge("a", "b</w>"));
    assertEquals("  ab a@@ b@@ ab \r", segmenter.apply("  ab   abab \r"));
    assertEquals(" ", segmenter.apply(" "));
    assertEquals("", segmenter.apply(""));
    assertEquals("x@@ \u00a0@@ ab", segmenter.apply("x\u00a0ab"));
  }

  @Test
  void wordEndCountsOnlyAtTheEnd() {
    SubwordSegmenter segmenter = segmenter(new Merge("a", "b"), new Merge("ab", "c</w>"));
    assertEquals("abc", segmenter.apply("abc"));
    assertEquals("ab@@ c@@ ab@@ c@@ d", segmenter.apply("abcabcd"));
    assertEquals("a@@ b", segmenter.apply("ab"));
    assertEquals(List.of("ab@@", "c@@", "x"), segmenter.pieces("abcx"));
    assertEquals(List.of(), segmenter.pieces(""));
  }

  @Test
  void mergesWhosePieceIsNotInTheVocabularyAreTakenBack() {
    List<Merge> merges =
        List.of(new Merge("a", "b"), new Merge("c", "d</w>"), new Merge("ab", "cd</w>"));
    SubwordCodes codes = new SubwordCodes(merges, List.of());
    assertEquals("abcd", new SubwordSegmenter(codes, Set.of("abcd")).apply("abcd"));
    assertEquals("ab@@ cd", new SubwordSegmenter(codes, Set.of("ab@@", "cd")).apply("abcd"));
    // The same text inside and at the end of a word are different pieces.
    assertEquals("a@@ b@@ c@@ d", new SubwordSegmenter(codes, Set.of("ab", "cd@@")).apply("abcd"));
    assertEquals("ab@@ x", new SubwordSegmenter(codes, Set.of("ab@@")).apply("abx"));
  }

  @Test
  void ofPairsThatComeTwiceTheFirstCounts() {
    SubwordSegmenter segmenter =
        segmenter(new Merge("a", "b"), new Merge("b", "c"), new Merge("a", "b"));
    assertEquals("ab@@ c@@ d", segmenter.apply("abcd"));
  }

  @Test
  void dropoutGivesCharactersAtOneAndTheUsualPiecesAtZero() {
    SubwordSegmenter segmenter = segmenter(new Merge("a", "b"), new Merge("ab", "c</w>"));
    var random = new SplittableRandom(3);
    assertEquals("a@@ b@@ c", segmenter.apply("abc", 1, random));
    assertEquals("abc", segmenter.apply("abc", 0, random));
    assertEquals(
        "dropout must be in [0, 1], found NaN",
        assertThrows(
                IllegalArgumentException.class, () -> segmenter.apply("abc", Double.NaN, random))
            .getMessage());
  }

  @Test
  void dropoutPassesEachMergeOverWithItsProbability() {
    SubwordSegmenter segmenter = segmenter(new Merge("a", "b</w>"));
    var random = new SplittableRandom(5);
    int kept = 0;
    int tries = 20_000;
    for (int i = 0; i < tries; i++) {
      kept += segmenter.apply("ab", 0.3, random).equals("ab") ? 1 : 0;
    }
    // Standard deviation 0.0032; five of them.
    assertEquals(0.7, (double) kept / tries, 0.0162);
  }

  @Test
  void dropoutIsReproducibleAndLosesNothing() {
    WordTally text = new WordTally();
    text.add("lower newer lowest newest wider widest low new wide");
    SubwordSegmenter segmenter = new SubwordSegmenter(SubwordLearner.learn(text, 20, 1));
    String line = "lowest wide newer \ud83d\ude00 aaaa";
    var first = new SplittableRandom(9);
    var second = new SplittableRandom(9);
    Set<String> seen = new java.util.HashSet<>();
    for (int i = 0; i < 50; i++) {
      String pieces = segmenter.apply(line, 0.2, first);
      assertEquals(pieces, segmenter.apply(line, 0.2, second));
      assertEquals(line, SubwordSegmenter.join(pieces));
      seen.add(pieces);
    }
    assertTrue(seen.size() > 5, seen::toString);
  }

  @Test
  void joiningFollowsTheUsualExpression() {
    assertEquals("abc d", SubwordSegmenter.join("a@@ b@@ c d"));
    assertEquals("ab", SubwordSegmenter.join("a@@ b@@"));
    assertEquals("a@@b a@ b", SubwordSegmenter.join("a@@b a@ b"));
    assertEquals("a@b", SubwordSegmenter.join("a@@@ b"));
    assertEquals("", SubwordSegmenter.join(""));
  }

  @Test
  void hostileLinesComeBackWhole() {
    WordTally text = new WordTally();
    text.add("the lower the newer the \u05d0\u05d1 \u05d0\u05d1 e\u0301 e\u0301 7 7");
    SubwordSegmenter segmenter = new SubwordSegmenter(SubwordLearner.learn(text, 50, 1));
    var random = new SplittableRandom(31);
    for (int round = 0; round < 3000; round++) {
      String line = RandomText.line(random, 30).replace('\n', ' ').replace('\r', ' ');
      String pieces = segmenter.apply(line);
      assertEquals(squeezed(line), SubwordSegmenter.join(pieces), line);
    }
  }

  @Test
  void wordOfTenMegabytesIsCutInTimeThatGrowsWithIt() {
    SubwordSegmenter segmenter = segmenter(new Merge("a", "a"), new Merge("aa", "aa"));
    String pieces = segmenter.apply("a".repeat(10 << 20));
    assertTrue(pieces.startsWith("aaaa@@ aaaa@@ "));
    assertEquals(10 << 20, SubwordSegmenter.join(pieces).length());
    // Beyond the longest word that dropout looks at, it does nothing.
    String word = "a".repeat(SubwordSegmenter.LONGEST_DROPPED + 1);
    assertEquals(segmenter.apply(word), segmenter.apply(word, 0.9, new SplittableRandom(1)));
  }

  // Blanks between words become one, those at the ends stay.
  private static String squeezed(String line) {
    return line.replaceAll("(?<=[^ ]) +(?=[^ ])", " ");
  }

  private static SubwordSegmenter segmenter(Merge... merges) {
    return new SubwordSegmenter(new SubwordCodes(List.of(merges), List.of()));
  }
}
