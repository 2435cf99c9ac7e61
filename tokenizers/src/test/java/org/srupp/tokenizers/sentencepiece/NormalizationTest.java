package org.srupp.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule nmt_nfkc: the library with our table, our own use of the table, and the JDK's NFKC. */
class NormalizationTest {
  private static final String BLANKS =
      "\t\n\f\r\u1680\u200b\u200c\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd";
  private static final Normalization PLAIN =
      new Normalization(NormalizationRule.NMT_NFKC, false, false);

  @Test
  void everyCharacterOfTheBasicPlaneIsNormalizedByTheLibraryAsByTheJdk() {
    try (NativeModel library = library(PLAIN)) {
      for (int cp = 1; cp < 0x10000; cp++) { // JNI cannot pass NUL
        if (!Characters.isSurrogate(cp)) {
          String text = Character.toString(cp);
          assertSame(cp, spaced(expected(cp)), library.normalized(text));
        }
      }
    }
  }

  @Test
  void everyCharacterIsNormalizedHereAsByTheJdk() {
    LineNormalizer normalizer = new LineNormalizer(PLAIN);
    forEachCharacter(
        cp -> assertSame(cp, spaced(expected(cp)), normalized(normalizer, Character.toString(cp))));
  }

  /** What SentencePiece's documentation says of the rule, on top of NFKC. */
  private static String expected(int cp) {
    if (BLANKS.indexOf(cp) >= 0) {
      return " ";
    }
    if (cp > 0 && cp < ' ' || cp == 0x7f || cp == 0x8f || cp == 0x9f) {
      return "";
    }
    String text = Character.toString(cp);
    return cp == 0xff5e ? text : Normalizer.normalize(text, Form.NFKC);
  }

  @Test
  void everyDecompositionIsComposedAsByTheJdk() {
    LineNormalizer normalizer = new LineNormalizer(PLAIN);
    List<String> decompositions = new ArrayList<>();
    forEachCharacter(
        cp -> {
          String text = Character.toString(cp);
          String parts = Normalizer.normalize(text, Form.NFKD);
          if (parts.codePointCount(0, parts.length()) > 1) {
            decompositions.add(parts);
            String composed = Normalizer.normalize(parts, Form.NFKC);
            assertSame(cp, spaced(composed), normalized(normalizer, parts));
          }
        });
    try (NativeModel library = library(PLAIN)) {
      decompositions.removeIf(
          text -> text.codePoints().anyMatch(Character::isSupplementaryCodePoint));
      for (String parts : decompositions) {
        assertEquals(spaced(Normalizer.normalize(parts, Form.NFKC)), library.normalized(parts));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY,true,true",
    "IDENTITY,true,false",
    "IDENTITY,false,true",
    "NMT_NFKC,true,true",
    "NMT_NFKC,true,false",
    "NMT_NFKC,false,true",
    "NMT_NFKC,false,false"
  })
  void linesAreNormalizedHereAsByTheLibrary(
      NormalizationRule rule, boolean dummyPrefix, boolean removeExtraWhitespaces) {
    Normalization normalization = new Normalization(rule, dummyPrefix, removeExtraWhitespaces);
    LineNormalizer normalizer = new LineNormalizer(normalization);
    var random = new SplittableRandom(5);
    try (NativeModel library = library(normalization)) {
      for (int round = 0; round < 1000; round++) {
        String line = line(random);
        assertEquals(library.normalized(line), normalized(normalizer, line), line);
      }
    }
  }

  private static String line(SplittableRandom random) {
    String often = "  aAe\u030a\u0301\u0308가\u1100\u1161\u11a8ﬁ\u3000\t\u0001\u2581①～ｱﾞ\u00a0";
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      char c = (char) (1 + random.nextInt(0xd7ff));
      out.append(random.nextInt(5) > 0 ? often.charAt(random.nextInt(often.length())) : c);
    }
    return out.toString();
  }

  private static void forEachCharacter(IntConsumer consumer) {
    for (int cp = 0; cp <= Character.MAX_CODE_POINT; cp++) {
      if (!Characters.isSurrogate(cp)) {
        consumer.accept(cp);
      }
    }
  }

  // A lambda for each message would be most of the test's time.
  private static void assertSame(int cp, String expected, String found) {
    if (!expected.equals(found)) {
      assertEquals(expected, found, "U+%04X".formatted(cp));
    }
  }

  private static String normalized(LineNormalizer normalizer, String text) {
    return new String(
        normalizer.normalize(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private static String spaced(String text) {
    return text.replace(' ', '\u2581');
  }

  /** A model that knows one letter and all bytes, so that its pieces show the normalised text. */
  private static NativeModel library(Normalization normalization) {
    SentencePieceConfig config =
        new ConfigEdit(SentencePieceConfig.of(261)).bytes().normalization(normalization).config();
    SentenceCounts counts = new SentenceCounts(config);
    counts.add("b b");
    return new NativeModel(SentencePieceLearner.learn(config, counts));
  }
}
