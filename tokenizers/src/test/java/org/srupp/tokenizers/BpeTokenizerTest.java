package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.text.TextNormalizer;

class BpeTokenizerTest {
  private static final List<String> TEXT =
      List.of(
          "Der Hund (12 Jahre alt) läuft, springt und läuft!",
          "Das ist der Hund der Frau, die läuft.",
          "12 Hunde springen um 7.30 Uhr.");

  @Test
  void textComesBackAsItWas() {
    Tokenizer tokenizer = tokenizer(false, false);
    TEXT.forEach(line -> assertEquals(line, tokenizer.decode(tokenizer.encode(line))));
  }

  @Test
  void lowerCaseIsPartOfTheCodes() {
    Tokenizer tokenizer = tokenizer(true, false);
    assertEquals("der hund läuft", tokenizer.decode(tokenizer.encode(" DER\tHund\u00a0 läuft ")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void byteFallbackGivesBackAnyTextInNormalForm(boolean lowercase) {
    Tokenizer tokenizer = tokenizer(lowercase, true);
    var random = new SplittableRandom(13);
    for (int round = 0; round < 2000; round++) {
      String text = RandomText.line(random, 30);
      String expected = new TextNormalizer(lowercase).apply(text.replace('\u2581', ' '));
      int[] ids = tokenizer.encode(text);
      assertEquals(expected, tokenizer.decode(ids));
      assertArrayEquals(
          ids, tokenizer.pieces(text).stream().mapToInt(tokenizer.vocabulary()::id).toArray());
      assertArrayEquals(ids, tokenizer.encode(tokenizer.decode(ids)));
    }
  }

  @Test
  void withoutByteFallbackAnUnknownCharacterIsOneUnknown() {
    Tokenizer tokenizer = tokenizer(false, false);
    assertEquals(List.of("▁", "ж", "😀"), tokenizer.pieces("ж😀"));
    assertEquals("⁇⁇", tokenizer.decode(tokenizer.encode("ж😀")));
    assertArrayEquals(new int[] {1, 1}, IntStream.of(tokenizer.encode("ж😀")).skip(1).toArray());
  }

  @Test
  void specialsCannotBeWrittenInText() {
    Tokenizer tokenizer = tokenizer(false, true);
    String line = "<pad> <unk> <sos> <eos> <0x41>";
    IntStream.of(tokenizer.encode(line)).forEach(id -> assertEquals(true, id > 3));
    assertEquals(line, tokenizer.decode(tokenizer.encode(line)));
  }

  @Test
  void anyIdsMakeOneLine() {
    Tokenizer tokenizer = tokenizer(false, true);
    int size = tokenizer.vocabulary().size();
    var random = new SplittableRandom(17);
    for (int round = 0; round < 500; round++) {
      String text = tokenizer.decode(random.ints(random.nextInt(20), 0, size).toArray());
      assertEquals(1, (text + "|").lines().count(), text);
    }
    assertEquals(
        "a b",
        tokenizer.decode(
            new int[] {
              tokenizer.vocabulary().id("a"),
              tokenizer.vocabulary().id("<0x0A>"),
              tokenizer.vocabulary().id("b")
            }));
  }

  @Test
  void idOutsideTheVocabularyIsRefused() {
    Tokenizer tokenizer =
        new BpeTokenizer(
            new BpeCodes(false, false, List.of()), Vocabulary.of(SpecialTokens.TARGET, List.of()));
    String message =
        assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {4}))
            .getMessage();
    assertEquals(
        "id 4 is not in the vocabulary, whose ids are 0 to 3; was it made with another one?",
        message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "der",
        "Hund ",
        "a1",
        "\u0301\u0323",
        "Σ",
        "Σ.",
        "😀",
        "\0",
        "\ud800",
        "日ひ",
        " "
      })
  void millionCharactersTakeSeconds(String unit) {
    Tokenizer tokenizer = tokenizer(true, true);
    String line = unit.repeat(1_000_000 / unit.length());
    // A quadratic step would take minutes; a loaded machine takes two seconds.
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> tokenizer.decode(tokenizer.encode(line)));
  }

  @Test
  void hugeWordsDoNotSlowLearning() {
    BpeConfig config = new BpeConfig(500, true, 1, 2, 1, false);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          WordCounts counts = new WordCounts(config);
          counts.add("abcdefghij".repeat(100_000));
          counts.add("ein haus");
          BpeLearner.learn(config, List.of(counts));
        });
  }

  @Test
  void threadsAgree() {
    Tokenizer tokenizer = tokenizer(true, true);
    var random = new SplittableRandom(19);
    List<String> lines = new ArrayList<>(TEXT);
    for (int i = 0; i < 500; i++) {
      lines.add(RandomText.line(random, 30));
    }
    List<List<String>> alone = lines.stream().map(tokenizer(true, true)::pieces).toList();
    assertEquals(alone, lines.parallelStream().map(tokenizer::pieces).toList());
  }

  @Test
  void byteFallbackNeedsAllBytePieces() {
    Vocabulary vocabulary =
        Vocabulary.of(SpecialTokens.TARGET, List.of(new Entry("<0x00>", 0), new Entry("a", 1)));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new BpeTokenizer(new BpeCodes(false, true, List.of()), vocabulary))
            .getMessage();
    assertEquals(
        "the codes ask for byte fallback, but the vocabulary lacks 255 of 256 byte pieces, the first being <0x01>; were both made together?",
        message);
  }

  private static Tokenizer tokenizer(boolean lowercase, boolean byteFallback) {
    BpeConfig config = new BpeConfig(340, lowercase, 1, 2, 1, byteFallback);
    WordCounts counts = new WordCounts(config);
    TEXT.forEach(counts::add);
    counts.add("a b");
    BpeCodes codes = BpeLearner.learn(config, List.of(counts));
    return new BpeTokenizer(
        codes, BpeVocabularies.build(config, codes, SpecialTokens.TARGET, List.of(counts)));
  }
}
