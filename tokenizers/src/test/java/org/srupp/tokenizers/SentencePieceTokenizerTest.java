package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.sentencepiece.SpTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.tokenizers.text.TextNormalizer;

class SentencePieceTokenizerTest {
  @TempDir Path folder;

  @Test
  void specialsAreOursAndTheOtherPiecesFollowInOrder() throws IOException {
    Vocabulary vocabulary = read(ModelFiles.small(false, true, true)).vocabulary();
    assertEquals(SpecialTokens.TARGET, vocabulary.specials());
    assertEquals(14, vocabulary.size());
    assertEquals(4, vocabulary.id("ab"));
    assertEquals(13, vocabulary.id("é"));
  }

  @Test
  void wordsAreMergedByScore() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(false, true, true));
    assertEquals(List.of("▁abc", "▁ab", "ab", "▁", "c"), tokenizer.pieces("abc  abab c "));
    assertArrayEquals(new int[] {6, 5, 4, 8, 11}, tokenizer.encode("abc  abab c "));
    assertEquals("abc abab c", tokenizer.decode(tokenizer.encode("abc  abab c ")));
    assertArrayEquals(new int[0], tokenizer.encode(""));
  }

  @Test
  void unigramModelsAreAppliedByTheirScores() throws IOException {
    String[] byScore = {"ab", "bc", "▁a", "▁", "a", "b", "c"};
    Tokenizer bpe = read(withSpecials().normal(byScore).build(2, false, true, true));
    assertEquals(List.of("▁", "ab", "c"), bpe.pieces("abc"));
    // The best sum of scores, though its pieces are not the best one by one.
    Tokenizer unigram = read(withSpecials().normal(byScore).build(1, false, true, true));
    assertEquals(List.of("▁a", "bc"), unigram.pieces("abc"));
    assertEquals("abc ab", unigram.decode(unigram.encode("abc ab")));
  }

  private static ModelFiles withSpecials() {
    return new ModelFiles().piece("<unk>", 2).piece("<s>", 3).piece("</s>", 3);
  }

  @Test
  void piecesBeyondTheBasicPlaneAreFoundAndMerged() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(false, true, true));
    assertEquals(List.of("▁", "😀a", "😀", "b"), tokenizer.pieces("😀a😀b"));
    assertEquals("😀a😀b", tokenizer.decode(tokenizer.encode("😀a😀b")));
  }

  @Test
  void unknownRunsAreOneUnknownAndKeepTheirText() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(false, true, true));
    assertEquals(List.of("▁ab", "zz𝄞\ue000", "a"), tokenizer.pieces("abzz𝄞\ue000a"));
    assertArrayEquals(new int[] {5, 1, 9}, tokenizer.encode("abzz𝄞\ue000a"));
    assertEquals("ab ⁇ a", tokenizer.decode(new int[] {0, 2, 5, 1, 9, 3}));
  }

  @Test
  void byteFallbackLosesNothingThatIsUnicode() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(true, false, false));
    var random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      String text =
          RandomText.line(random, 40).replace('\u2581', '_').replace('\n', '_').replace('\r', '_');
      String valid = TextNormalizer.repairSurrogates(text);
      int[] ids = tokenizer.encode(text);
      assertEquals(valid, tokenizer.decode(ids));
      assertEquals(ids.length, tokenizer.pieces(text).size());
    }
    assertEquals(
        List.of(
            "a", "<0x00>", "<0xF0>", "<0x9D>", "<0x84>", "<0x9E>", "<0xEE>", "<0x80>", "<0x80>"),
        tokenizer.pieces("a\0𝄞\ue000"));
  }

  @ParameterizedTest
  @CsvSource({
    "true,true,true",
    "false,true,true",
    "true,false,false",
    "true,true,false",
    "false,false,true"
  })
  void decodesAsTheLibraryDoes(boolean bytes, boolean dummyPrefix, boolean removeExtraSpaces)
      throws IOException {
    byte[] model = ModelFiles.small(bytes, dummyPrefix, removeExtraSpaces);
    Tokenizer tokenizer = read(model);
    int[] plain = {
      4, 5, 6, 8, 9, 10, 11
    }; // pieces that JNI can pass back; bytes only where the model has them
    var random = new SplittableRandom(3);
    try (SpTokenizer library = new SpTokenizer(model)) {
      for (int round = 0; round < 200; round++) {
        String[] pieces = new String[random.nextInt(6)];
        Arrays.setAll(
            pieces,
            i ->
                bytes && random.nextInt(3) == 0
                    ? "<0x41>"
                    : small(plain[random.nextInt(plain.length)]));
        int[] ids = Arrays.stream(pieces).mapToInt(tokenizer.vocabulary()::id).toArray();
        assertEquals(
            library.buildSentence(List.of(pieces)),
            tokenizer.decode(ids),
            () -> Arrays.toString(pieces));
      }
    }
  }

  private static String small(int id) {
    return List.of("ab", "▁ab", "▁abc", "😀a", "▁", "a", "b", "c").get(id - 4);
  }

  @Test
  void lineOfAMillionCharactersIsEncoded() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(false, true, true));
    assertEquals(500_000, tokenizer.encode("ab".repeat(500_000)).length);
  }

  @Test
  void lineBreaksInAResultBecomeBlanks() throws IOException {
    Tokenizer tokenizer = read(ModelFiles.small(true, true, true));
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
  void otherFilesAreRefused() throws IOException {
    Path file = folder.resolve("m.model");
    Files.writeString(file, "<html>not a model</html>");
    String message =
        assertThrows(TokenizerFileException.class, () -> SentencePieceTokenizer.read(file))
            .getMessage();
    assertTrue(
        message.startsWith(file + ": not a usable SentencePiece model: found wire type 4"),
        message);
    byte[] whole = ModelFiles.small(false, true, true);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    message =
        assertThrows(TokenizerFileException.class, () -> SentencePieceTokenizer.read(file))
            .getMessage();
    assertTrue(message.contains("a field longer than what is left"), message);
    Files.write(file, new byte[0]);
    message =
        assertThrows(TokenizerFileException.class, () -> SentencePieceTokenizer.read(file))
            .getMessage();
    assertTrue(
        message.endsWith("found 0 pieces and no unknown piece among them, expected one"), message);
  }

  private SentencePieceTokenizer read(byte[] model) throws IOException {
    return SentencePieceTokenizer.read(Files.write(folder.resolve("m.model"), model));
  }
}
