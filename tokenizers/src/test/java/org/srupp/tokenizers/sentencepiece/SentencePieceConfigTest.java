package org.srupp.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.tokenizers.sentencepiece.SpecialPieces.Special;

class SentencePieceConfigTest {
  private static final ConfigEdit PLAIN = new ConfigEdit(SentencePieceConfig.of(300));

  @Test
  void defaultsAreThoseOfTheTrainer() {
    SentencePieceConfig config = SentencePieceConfig.of(8000);
    assertEquals(0.9995, config.characterCoverage());
    assertEquals(new Normalization(NormalizationRule.NMT_NFKC, true, true), config.normalization());
    assertEquals(new PieceRules(true, true, true, false, 16), config.rules());
    assertEquals(List.of("<unk>", "<s>", "</s>"), config.metaPieces().texts());
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    assertEquals(
        "vocabularySize must be 1 or more, found 0; characterCoverage must be in 0.98 to 1, found NaN; "
            + "control symbol must not be empty; "
            + "user-defined symbol \"a b\" has a blank in it; write U+2581 in its place; "
            + "user-defined symbol \"\0\" has NUL or half a surrogate pair in it; "
            + "required character U+0009 can have no piece; "
            + "required character x is a user-defined symbol too",
        message(
            () ->
                new SentencePieceConfig(
                    0,
                    Double.NaN,
                    "\tx",
                    false,
                    Normalization.DEFAULT,
                    PieceRules.DEFAULT,
                    SpecialPieces.DEFAULT,
                    List.of(""),
                    List.of("a b", "\0", "x"))));
    assertEquals(
        "maxPieceLength must be in 1 to 512, found 0",
        message(() -> new PieceRules(true, true, true, false, 0)));
  }

  @Test
  void piecesThatContradictEachOtherAreRefused() {
    SpecialPieces specials =
        new SpecialPieces(
            new Special(-1, "<unk>"),
            new Special(1, "<s>"),
            new Special(1, "</s>"),
            new Special(900, "<s>"));
    assertEquals(
        "unk must have an id, found -1; id 1 is given to both <s> and </s>; special piece <s> is there twice; "
            + "symbol a is defined twice; symbol <unk> is the unknown piece; "
            + "vocabularySize is 300, but specials, symbols and bytes reach id 900; raise it above",
        message(
            () ->
                new SentenceCounts(
                    PLAIN
                        .specials(specials)
                        .symbols(List.of("a"), List.of("a", "<unk>"))
                        .config())));
    assertEquals(
        "symbol <0x41> is defined twice",
        message(
            () ->
                new SentenceCounts(PLAIN.bytes().symbols(List.of("<0x41>"), List.of()).config())));
  }

  @Test
  void otherKindsOfModelAreRefused() {
    SentencePieceLearner.requireLearnable("bpe");
    assertEquals(
        "model type unigram is read and applied here but not learned; learn with bpe, or learn it with spm_train and give its file",
        message(() -> SentencePieceLearner.requireLearnable("unigram")));
    assertEquals(
        "unknown model type BPE, expected bpe",
        message(() -> SentencePieceLearner.requireLearnable("BPE")));
    assertEquals(
        "unknown normalisation rule nfkc_cf, expected identity or nmt_nfkc",
        message(() -> NormalizationRule.of("nfkc_cf")));
    assertEquals(NormalizationRule.IDENTITY, NormalizationRule.of("identity"));
  }

  private static String message(org.junit.jupiter.api.function.Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }
}
