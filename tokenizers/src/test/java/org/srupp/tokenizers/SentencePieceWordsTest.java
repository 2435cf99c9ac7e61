package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.tokenizers.sentencepiece.Normalization;
import org.srupp.tokenizers.sentencepiece.PieceRules;
import org.srupp.tokenizers.sentencepiece.SentenceCounts;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.sentencepiece.SpecialPieces;

/** Remembered words give the ids that the library gives for the whole line. */
class SentencePieceWordsTest {
  private static final String[] PARTS = {
    "a", "b", "ab", "Z", "\u00DF", "\u00C9", "\u00FC", "7", "42", ".", ",", "~", "'", "#", "<s>",
    " ", " ", " ", "  ", "e\u0301", "\u00a0", "\u0308", "\uFB01", "\u2581", "x#y", "q"
  };

  private static String line(SplittableRandom random) {
    StringBuilder line = new StringBuilder();
    // Half of the lines have plain parts alone.
    int parts = random.nextBoolean() ? 18 : PARTS.length;
    for (int n = random.nextInt(25); n > 0; n--) {
      line.append(PARTS[random.nextInt(parts)]);
    }
    return line.toString();
  }

  private static SentencePieceTokenizer learned(
      Normalization normalization, boolean byteFallback, String... symbols) {
    SentencePieceConfig config =
        new SentencePieceConfig(
            byteFallback ? 330 : 60,
            1,
            "",
            byteFallback,
            normalization,
            PieceRules.DEFAULT,
            SpecialPieces.DEFAULT,
            List.of(),
            List.of(symbols));
    SentenceCounts counts = new SentenceCounts(config);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      counts.add(line(random).replace("q", "").replace("\u2581", ""));
    }
    return SentencePieceTokenizer.of(SentencePieceLearner.learn(config, counts));
  }

  private static void assertSameIds(SentencePieceTokenizer tokenizer) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 3_000; round++) {
      String line = line(random);
      assertArrayEquals(tokenizer.encodeWhole(line), tokenizer.encode(line), "<" + line + ">");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void idsAreThoseOfTheWholeLine(boolean byteFallback) {
    assertSameIds(learned(Normalization.DEFAULT, byteFallback));
    assertSameIds(learned(Normalization.DEFAULT, byteFallback, "#", "b\u2581a", "ab~"));
    assertSameIds(learned(Normalization.LOSSLESS, byteFallback));
  }

  @Test
  void wordsAreAskedForOnce() {
    SentencePieceWords words = words(2, true);
    AtomicInteger calls = new AtomicInteger();
    IdBuffer out = new IdBuffer(8);
    for (int i = 0; i < 3; i++) {
      words.encode(
          "ab abc ab",
          out,
          word -> {
            calls.incrementAndGet();
            return new int[] {word.length()};
          });
    }
    assertEquals(2, calls.get());
    assertArrayEquals(new int[] {2, 3, 2, 2, 3, 2, 2, 3, 2}, out.toArray());
  }

  @Test
  void whatLooksAcrossBlanksIsLeftToTheLibrary() {
    for (String line :
        List.of("", " ab", "ab ", "ab  ab", "ab\u00a0ab", "e\u0301", "\ud83d\ude00")) {
      assertEquals(List.of(), asked(words(2, true), line), "<" + line + ">");
    }
    assertEquals(List.of(), asked(words(1, true), "ab ab"), "unigram");
    assertEquals(List.of(), asked(words(2, false), "ab ab"), "no blank in front");
    assertEquals(List.of("ab"), asked(words(2, true), "ab ab"));
  }

  private static List<String> asked(SentencePieceWords words, String line) {
    List<String> asked = new ArrayList<>();
    words.encode(
        line,
        new IdBuffer(8),
        word -> {
          asked.add(word);
          return new int[] {7};
        });
    return asked;
  }

  private static SentencePieceWords words(int type, boolean dummyPrefix) {
    byte[] model =
        new ModelFiles()
            .piece("<unk>", 2)
            .normal("\u2581", "a", "b", "\u2581a")
            .build(type, false, dummyPrefix, true);
    return new SentencePieceWords(SentencePieceModel.parse(model), SpecialTokens.SOURCE.unk());
  }
}
