package org.srupp.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.tokenizers.sentencepiece.Normalization;
import org.srupp.tokenizers.sentencepiece.PieceRules;
import org.srupp.tokenizers.sentencepiece.SentenceCounts;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.sentencepiece.SpecialPieces;
import org.srupp.tokenizers.text.TextNormalizer;

/** Models learned here, applied here. */
class LearnedSentencePieceTest {
  @TempDir Path folder;

  @Test
  void byteFallbackWithoutNormalisationGivesBackAnyText() {
    SentencePieceTokenizer tokenizer = SentencePieceTokenizer.of(lossless());
    for (String text :
        List.of(
            "", " ", "▁", " ▁ ", "a\r", "\n", "\0", "  two  blanks  ", "<s><0x0A>▁", "😀 𝄞é")) {
      assertEquals(text, tokenizer.decodeExactly(tokenizer.encode(text)));
    }
    var random = new SplittableRandom(9);
    for (int round = 0; round < 2000; round++) {
      String text = TextNormalizer.repairSurrogates(RandomText.line(random, 30));
      int[] ids = tokenizer.encode(text);
      assertEquals(text, tokenizer.decodeExactly(ids));
      assertEquals(text.replace('\n', ' ').replace('\r', ' '), tokenizer.decode(ids));
      assertEquals(ids.length, tokenizer.pieces(text).size());
    }
  }

  @Test
  void tenMegabytesWithoutABlankComeBack() {
    SentencePieceTokenizer tokenizer = SentencePieceTokenizer.of(lossless());
    String text = "Übermut".repeat(1_250_000);
    assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
  }

  @Test
  void spaceMarkInTextIsWrittenInBytes() {
    assertEquals(
        List.of("▁ein", "<0xE2>", "<0x96>", "<0x81>", "er"),
        SentencePieceTokenizer.of(lossless()).pieces("ein▁er"));
  }

  @Test
  void modelIsWrittenAndReadUnchanged() throws IOException {
    Path file = folder.resolve("m.model");
    SentencePieceTokenizer.of(lossless()).write(file);
    SentencePieceTokenizer read = SentencePieceTokenizer.read(file);
    assertEquals(List.of("▁ein", "▁ber"), read.pieces("ein ber"));
    assertEquals(SpecialTokens.TARGET, read.vocabulary().specials());
  }

  @Test
  void otherBytesAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SentencePieceTokenizer.of(new byte[] {(byte) 0xff}))
            .getMessage();
    assertTrue(message.startsWith("not a usable SentencePiece model: found an end"), message);
  }

  private static byte[] lossless() {
    SentencePieceConfig config =
        new SentencePieceConfig(
            290,
            1,
            "",
            true,
            Normalization.LOSSLESS,
            PieceRules.DEFAULT,
            SpecialPieces.DEFAULT,
            List.of(),
            List.of("😀"));
    SentenceCounts counts = new SentenceCounts(config);
    List.of("ein erker  ein ei", "ein aber 😀 ein bernstein", "ein haus").forEach(counts::add);
    return SentencePieceLearner.learn(config, counts);
  }
}
