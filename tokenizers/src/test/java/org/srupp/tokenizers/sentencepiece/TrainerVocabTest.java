package org.srupp.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.tokenizers.sentencepiece.SpecialPieces.Special;

/**
 * Vocabularies learned here against those of SentencePiece's own trainer; {@code make-golden.sh}
 * beside the files says how they were made.
 */
class TrainerVocabTest {
  record Golden(String name, SentencePieceConfig config) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> goldens() {
    ConfigEdit plain = new ConfigEdit(SentencePieceConfig.of(600));
    PieceRules rules = PieceRules.DEFAULT;
    Normalization identity = new Normalization(NormalizationRule.IDENTITY, true, true);
    return Stream.of(
        new Golden("plain", plain.config()),
        new Golden("identity", plain.normalization(identity).coverage(0.99).config()),
        new Golden(
            "bytes",
            plain
                .size(800)
                .bytes()
                .coverage(0.98)
                .rules(new PieceRules(true, true, true, true, 16))
                .specials(
                    new SpecialPieces(
                        new Special(0, "<unk>"),
                        new Special(1, "<s>"),
                        new Special(2, "</s>"),
                        new Special(3, "<pad>")))
                .config()),
        new Golden(
            "lossless", plain.size(800).bytes().normalization(Normalization.LOSSLESS).config()),
        new Golden(
            "symbols",
            plain
                .symbols(
                    List.of("<mask>", "<cls>"), List.of("<name>", "<city>", "und", "2", "▁Uhr"))
                .config()),
        new Golden(
            "clauses",
            plain.size(700).rules(new PieceRules(true, true, false, false, 16)).config()),
        new Golden(
            "scripts",
            plain.size(700).rules(new PieceRules(false, false, true, false, 16)).config()),
        new Golden(
            "numbers", plain.size(700).rules(new PieceRules(true, false, true, false, 5)).config()),
        new Golden(
            "bare",
            plain
                .coverage(0.98)
                .required("x°+")
                .normalization(new Normalization(NormalizationRule.NMT_NFKC, false, true))
                .specials(
                    new SpecialPieces(
                        new Special(5, "<unk>"),
                        new Special(-1, "<s>"),
                        new Special(0, "[end]"),
                        new Special(-1, "<pad>")))
                .config()),
        new Golden("all", plain.size(1000).config()));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void piecesAreThoseOfTheTrainer(Golden golden) throws IOException {
    SentenceCounts counts = new SentenceCounts(golden.config());
    text("made.txt").lines().forEach(counts::add);
    byte[] model = SentencePieceLearner.learn(golden.config(), counts);
    assertEquals(text(golden.name() + ".vocab"), LearnedModel.parse(model).vocab());
  }

  private static String text(String name) throws IOException {
    try (InputStream in = TrainerVocabTest.class.getResourceAsStream("/sentencepiece/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
