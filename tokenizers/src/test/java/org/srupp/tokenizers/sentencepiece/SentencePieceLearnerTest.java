package org.srupp.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentencePieceLearnerTest {
  private static final List<String> TEXT =
      List.of(
          "der hund und der alte hund laufen",
          "the dog and the old dog run 2026 times",
          "der alte mann und das alte haus 1998",
          "собака и кошка, собака и кошка!",
          "an old house; ein altes haus (2026)");

  private static final ConfigEdit SMALL = new ConfigEdit(SentencePieceConfig.of(100)).coverage(1);

  @Test
  void mostFrequentPairsAreMergedFirst() {
    SentencePieceConfig config = new ConfigEdit(SentencePieceConfig.of(10)).coverage(1).config();
    // ▁ab 3 times, ▁abc 2 times: (▁,a) and (a,b) occur 5 times each; "ab" is less than "▁a".
    assertEquals(
        List.of("<unk>", "<s>", "</s>", "ab", "▁ab", "▁abc", "a", "b", "▁", "c"),
        pieces(config, List.of("ab abc ab", "abc ab")));
  }

  @Test
  void linesMayComeInAnyOrderAndInParts() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.addAll(TEXT.subList(0, 1 + i % TEXT.size()));
    }
    for (ConfigEdit edit :
        List.of(
            SMALL,
            SMALL.normalization(new Normalization(NormalizationRule.NMT_NFKC, false, true)))) {
      byte[] model = learn(edit.config(), lines);
      List<String> shuffled = new ArrayList<>(lines);
      Collections.shuffle(shuffled, new Random(1));
      assertArrayEquals(model, learn(edit.config(), shuffled));
      SentenceCounts first = counts(edit.config(), shuffled.subList(0, 31));
      first.merge(counts(edit.config(), shuffled.subList(31, shuffled.size())));
      assertArrayEquals(model, SentencePieceLearner.learn(edit.config(), first));
      assertEquals(lines.size(), first.lines());
    }
  }

  @Test
  void libraryCutsTextIntoTheLearnedPieces() {
    try (NativeModel model = new NativeModel(learn(SMALL.config(), TEXT))) {
      assertEquals(
          List.of("▁der", "▁hund", "▁und", "▁das", "▁haus"),
          model.pieces(" der hund  und das haus "));
      assertEquals(List.of("▁", "<", "s", ">"), model.pieces("<s>"));
    }
  }

  @Test
  void userDefinedSymbolsAreNeverSplit() {
    List<String> symbols = List.of("hund", "<city>", "20", "ß", "d▁d", "алт");
    SentencePieceConfig config = SMALL.size(110).symbols(List.of("<mask>"), symbols).config();
    byte[] file = learn(config, TEXT);
    List<String> texts = LearnedModel.parse(file).texts();
    assertEquals(symbols, texts.subList(4, 10));
    assertTrue(
        texts.stream().noneMatch(piece -> piece.contains("hund") && !piece.equals("hund")),
        texts::toString);
    try (NativeModel model = new NativeModel(file)) {
      assertEquals(List.of("▁", "hund", "e", "20", "26"), model.pieces("hunde2026"));
      assertEquals(List.of("▁", "<city>", "<city>", "ß"), model.pieces("<city><city>ß"));
      assertFalse(model.pieces("a <mask>").contains("<mask>"));
    }
  }

  @Test
  void piecesKeepTheRules() {
    List<String> lines = List.of("abc1 abc1 abc22 1.5 1.5 да1 даabc abc日本かな", "abc1 日本カナ日本カナ");
    PieceRules rules = new PieceRules(true, true, true, false, 3);
    for (String piece : pieces(SMALL.size(43).rules(rules).config(), lines).subList(3, 43)) {
      assertTrue(piece.codePointCount(0, piece.length()) <= 3, piece);
      assertTrue(piece.lastIndexOf('▁') <= 0, piece);
      assertFalse(piece.matches(".*([a-z][0-9а-я日]|[0-9а-я日][a-z]).*"), piece);
    }
    PieceRules digits = new PieceRules(true, true, true, true, 16);
    for (String piece : pieces(SMALL.size(36).rules(digits).config(), lines)) {
      assertTrue(piece.length() == 1 || !piece.matches(".*[0-9].*"), piece);
    }
  }

  @Test
  void tooSmallAndTooLargeVocabulariesAreRefusedWithTheBounds() {
    List<String> lines = List.of("ab abc ab");
    assertEquals(
        "vocabularySize is 6, but 3 specials, symbols and bytes and 4 characters of the text need 7; raise it or lower characterCoverage",
        message(SMALL.size(6).config(), lines));
    assertEquals(7, pieces(SMALL.size(7).config(), lines).size());
    String message = message(SMALL.size(5000).config(), lines);
    assertTrue(
        message.matches(
            "vocabularySize is 5000, but the text yields no more than \\d+ pieces; lower it or take more text"),
        message);
    int most = Integer.parseInt(message.replaceAll(".*than (\\d+) .*", "$1"));
    assertEquals(most, pieces(SMALL.size(most).config(), lines).size());
    assertTrue(message(SMALL.size(most + 1).config(), lines).contains("no more than " + most));
  }

  @Test
  void linesThatCannotBeLearnedFromAreCounted() {
    SentenceCounts counts = new SentenceCounts(SMALL.config());
    counts.add("");
    counts.add("x".repeat(10_000_000));
    counts.add("é".repeat(2097));
    counts.add("a\u2585b");
    assertEquals(0, counts.lines());
    assertEquals(2, counts.tooLongLines());
    assertEquals(1, counts.reservedLines());
    assertEquals(
        "there is no text to learn from: 0 lines were taken, 2 were longer than 4192 bytes, 1 held the reserved character U+2585",
        assertThrows(
                IllegalArgumentException.class,
                () -> SentencePieceLearner.learn(SMALL.config(), counts))
            .getMessage());
    counts.add("é".repeat(2096));
    counts.add(" \u0001\t ");
    assertEquals(2, counts.lines());
    assertEquals(
        List.of("é", "▁"),
        LearnedModel.parse(SentencePieceLearner.learn(SMALL.size(16).config(), counts))
            .texts()
            .subList(14, 16));
  }

  @Test
  void oddCharactersAreTakenAndNeverJoined() {
    Normalization identity = new Normalization(NormalizationRule.IDENTITY, true, true);
    List<String> texts =
        pieces(
            SMALL.size(18).normalization(identity).config(),
            List.of("a\0b a\0b", "a\tb\ud800 a\tb\ud800", "😀😀 שלום e\u0301 😀"));
    assertTrue(texts.contains("\ufffd") && texts.contains("😀"), texts::toString);
    assertTrue(texts.stream().noneMatch(text -> text.matches(".*[\0\t].*")), texts::toString);
    assertFalse(texts.contains("ab"));
  }

  @Test
  void requiredCharactersGetPiecesThoughTheTextHasNone() {
    List<String> texts = pieces(SMALL.required("qß😀").config(), TEXT);
    assertTrue(texts.containsAll(List.of("q", "ß", "😀")), texts::toString);
  }

  private static String message(SentencePieceConfig config, List<String> lines) {
    return assertThrows(IllegalArgumentException.class, () -> learn(config, lines)).getMessage();
  }

  private static List<String> pieces(SentencePieceConfig config, List<String> lines) {
    return LearnedModel.parse(learn(config, lines)).texts();
  }

  private static byte[] learn(SentencePieceConfig config, List<String> lines) {
    return SentencePieceLearner.learn(config, counts(config, lines));
  }

  private static SentenceCounts counts(SentencePieceConfig config, List<String> lines) {
    SentenceCounts counts = new SentenceCounts(config);
    lines.forEach(counts::add);
    return counts;
  }
}
