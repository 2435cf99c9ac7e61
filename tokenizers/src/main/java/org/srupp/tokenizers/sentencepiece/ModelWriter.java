package org.srupp.tokenizers.sentencepiece;

import java.util.List;
import org.srupp.tokenizers.sentencepiece.ModelPiece.Type;

/**
 * Writes a model as SentencePiece's {@code sentencepiece_model.proto} lays it out: pieces, trainer,
 * normaliser.
 */
final class ModelWriter {
  private static final int BPE = 2;

  /** What SentencePiece decodes the unknown piece to, if not told otherwise. */
  private static final String UNKNOWN_SURFACE = " \u2047 ";

  private final SentencePieceConfig config;

  ModelWriter(SentencePieceConfig config) {
    this.config = config;
  }

  byte[] write(List<ModelPiece> pieces) {
    ProtoWriter model = new ProtoWriter();
    for (ModelPiece piece : pieces) {
      ProtoWriter field = new ProtoWriter().text(1, piece.text()).real(2, piece.score());
      if (piece.type() != Type.NORMAL) {
        field.number(3, piece.type().number());
      }
      model.message(1, field);
    }
    return model.message(2, trainer()).message(3, normalizer()).toByteArray();
  }

  private ProtoWriter trainer() {
    PieceRules rules = config.rules();
    ProtoWriter out =
        new ProtoWriter()
            .number(3, BPE)
            .number(4, config.vocabularySize())
            .real(10, (float) config.characterCoverage())
            .number(18, SentenceCounts.LONGEST_LINE)
            .number(20, rules.maxPieceLength())
            .flag(21, rules.splitByUnicodeScript())
            .flag(22, rules.splitByWhitespace())
            .flag(23, rules.splitByNumber())
            .flag(24, false)
            .flag(25, rules.splitDigits());
    config.controlSymbols().forEach(symbol -> out.text(30, symbol));
    config.userDefinedSymbols().forEach(symbol -> out.text(31, symbol));
    out.flag(35, config.byteFallback());
    if (!config.requiredCharacters().isEmpty()) {
      out.text(36, config.requiredCharacters());
    }
    SpecialPieces specials = config.specials();
    return out.number(40, specials.unk().id())
        .number(41, specials.bos().id())
        .number(42, specials.eos().id())
        .number(43, specials.pad().id())
        .text(44, UNKNOWN_SURFACE)
        .text(45, specials.unk().piece())
        .text(46, specials.bos().piece())
        .text(47, specials.eos().piece())
        .text(48, specials.pad().piece());
  }

  private ProtoWriter normalizer() {
    Normalization normalization = config.normalization();
    ProtoWriter out = new ProtoWriter().text(1, normalization.rule().text());
    if (normalization.rule() == NormalizationRule.NMT_NFKC) {
      out.bytes(2, CharacterMap.nmtNfkc().toByteArray());
    }
    return out.flag(3, normalization.addDummyPrefix())
        .flag(4, normalization.removeExtraWhitespaces())
        .flag(5, true);
  }
}
