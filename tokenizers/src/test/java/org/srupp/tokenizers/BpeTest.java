package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.tokenizers.BpeCodes.Merge;

/** Learning and merging against hand-derived cases and against the plain algorithm. */
class BpeTest {
  @Test
  void mergesAreThoseDerivedByHand() {
    // ▁abab twice, ▁ab once: (a,b) 5; then (▁,ab) 3 against (ab,ab) 2; then (▁ab,ab) 2.
    assertEquals(
        List.of(new Merge("a", "b"), new Merge("▁", "ab"), new Merge("▁ab", "ab")),
        learn(20, 1, "abab abab ab").merges());
  }

  @Test
  void tiesGoToTheLastPairInOrderOfCodePoints() {
    // (▁,a), (a,x), (▁,b), (b,x), one each: U+2581 is above the letters, and within it b is above
    // a; then (▁b,x) above (▁a,x).
    assertEquals(
        List.of(
            new Merge("▁", "b"), new Merge("▁b", "x"), new Merge("▁", "a"), new Merge("▁a", "x")),
        learn(20, 1, "ax bx").merges());
    // As UTF-16, U+1F600 would be below U+FFFD.
    assertEquals(new Merge("😀", "😀"), learn(20, 2, "\ufffd\ufffd\ufffd😀😀😀").merges().get(0));
  }

  @Test
  void rarePairsAreNotMerged() {
    assertEquals(List.of(new Merge("▁", "a")), learn(20, 2, "a a b").merges());
  }

  @Test
  void learningAgreesWithCountingAllPairsAnew() {
    var random = new SplittableRandom(11);
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        text.append("aabbc  ".charAt(random.nextInt(7)));
      }
      BpeCodes codes = learn(40, 2, text.toString());
      assertEquals(PlainBpe.learn(text.toString(), 40 - 4 - 4, 2), codes.merges(), text::toString);
    }
  }

  @Test
  void allPlacesOfTheBestPairAreMergedBeforeAnyOther() {
    // Line numbers: (ab,a) 1 is above (a,b) 2, yet both (a,b) of abab are merged before (ab,a) is
    // looked at.
    BpeCodes codes = codes(new Merge("ab", "a"), new Merge("a", "b"));
    assertEquals(List.of("ab", "ab"), merged(codes, "abab"));
    assertEquals(List.of("aba"), merged(codes, "aba"));
  }

  @Test
  void overlappingPlacesAreMergedFromTheLeft() {
    assertEquals(List.of("aa", "aa", "a"), merged(codes(new Merge("a", "a")), "aaaaa"));
  }

  @Test
  void mergingAgreesWithThePlainRule() {
    var random = new SplittableRandom(5);
    for (int round = 0; round < 400; round++) {
      List<Merge> merges = new ArrayList<>();
      List<String> symbols = new ArrayList<>(List.of("a", "b", "c"));
      for (int i = 0; i < 12; i++) {
        Merge merge =
            new Merge(
                symbols.get(random.nextInt(symbols.size())),
                symbols.get(random.nextInt(symbols.size())));
        if (merge.product().length() < 9 && !merges.contains(merge)) {
          merges.add(random.nextInt(merges.size() + 1), merge);
          symbols.add(merge.product());
        }
      }
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        word.append("abcd".charAt(random.nextInt(4)));
      }
      assertEquals(
          PlainBpe.merge(merges, word.toString()),
          merged(new BpeCodes(false, false, merges), word.toString()),
          () -> merges + " " + word);
    }
  }

  @Test
  void piecesOutsideTheVocabularyAreSplitBackOneLevelAtATime() {
    BpeCodes codes = codes(new Merge("a", "b"), new Merge("ab", "c"), new Merge("abc", "d"));
    List<String> pieces = new ArrayList<>();
    new BpeSegmenter(new BpeMerger(codes), List.of("ab", "c", "d")::contains)
        .segment("abcdx", pieces::add);
    assertEquals(List.of("ab", "c", "d", "x"), pieces);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sidesKeepTheirOwnPiecesAndEveryPieceIsReachable(int minimumPieceCount) {
    BpeConfig config = new BpeConfig(60, true, 1, 2, minimumPieceCount, false);
    WordCounts german =
        counts(config, "der hund und der mann und der hut", "das haus der frau und das rad");
    WordCounts english =
        counts(config, "the man and the dog and the hat", "the house of the man and the dog");
    BpeCodes codes = BpeLearner.learn(config, List.of(german, english));
    Vocabulary source = BpeVocabularies.build(config, codes, SpecialTokens.SOURCE, List.of(german));
    Vocabulary target =
        BpeVocabularies.build(config, codes, SpecialTokens.TARGET, List.of(english));
    assertTrue(
        source.contains("▁der")
            && !source.contains("▁the")
            && target.contains("▁the")
            && !target.contains("▁der"));
    Tokenizer tokenizer = new BpeTokenizer(codes, source);
    long counted = 0;
    for (int id = 2; id < source.size(); id++) {
      counted += source.count(id);
      assertTrue(
          source.piece(id).length() == 1 || source.count(id) >= minimumPieceCount,
          source.piece(id));
    }
    assertEquals(
        tokenizer.encode("der hund und der mann und der hut das haus der frau und das rad").length,
        counted);
    for (int[] line :
        List.of(
            tokenizer.encode("der hund und der mann und der hut das haus der frau und das rad"))) {
      for (int id : line) {
        assertTrue(id >= 2, "unknown piece in the training text");
      }
    }
  }

  @Test
  void vocabularySizeIsReachedExactly() {
    BpeConfig config = new BpeConfig(24, true, 1, 1, 1, false);
    WordCounts counts = counts(config, "the man and the dog and the hat");
    BpeCodes codes = BpeLearner.learn(config, List.of(counts));
    long products = codes.merges().stream().map(Merge::product).distinct().count();
    assertEquals(24, 4 + 10 + products); // specials; the characters ▁ a d e g h m n o t
  }

  @Test
  void smallVocabularySizeIsRefusedWithTheNeededOne() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> learn(5, 1, "abc")).getMessage();
    assertEquals(
        "vocabularySize is 5, but 4 specials, 0 byte pieces and 4 characters of the text need 8; raise it or minimumCharacterCount",
        message);
  }

  @Test
  void configNamesAllMistakes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new BpeConfig(0, true, 1, -1, 1, false))
            .getMessage();
    assertEquals(
        "vocabularySize must be 1 or more, found 0; minimumPairCount must be 1 or more, found -1",
        message);
  }

  private static BpeCodes codes(Merge... merges) {
    return new BpeCodes(false, false, List.of(merges));
  }

  private static List<String> merged(BpeCodes codes, String word) {
    List<String> pieces = new ArrayList<>();
    new BpeSegmenter(new BpeMerger(codes), piece -> true).segment(word, pieces::add);
    return pieces;
  }

  private static BpeCodes learn(int size, int minimumPairCount, String text) {
    BpeConfig config = new BpeConfig(size, false, 1, minimumPairCount, 1, false);
    return BpeLearner.learn(config, List.of(counts(config, text)));
  }

  private static WordCounts counts(BpeConfig config, String... lines) {
    WordCounts counts = new WordCounts(config);
    List.of(lines).forEach(counts::add);
    return counts;
  }
}
