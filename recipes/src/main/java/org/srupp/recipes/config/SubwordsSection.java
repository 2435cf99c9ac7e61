package org.srupp.recipes.config;

/**
 * How text becomes pieces.
 *
 * @param kind the tokenizer
 * @param vocabularySize pieces that a BPE learns, on both languages together; each side's own
 *     vocabulary is smaller
 * @param vocabularies whether source and target number their pieces apart or together
 * @param minFrequency pieces seen less often in training are not in the vocabulary
 * @param sentencePieceModel SentencePiece model file; kind {@code sentencepiece} needs it
 */
public record SubwordsSection(
    Kind kind,
    int vocabularySize,
    Vocabularies vocabularies,
    int minFrequency,
    String sentencePieceModel) {

  /** The tokenizers: learned in the run, or a model made elsewhere. */
  public enum Kind {
    BPE,
    SENTENCEPIECE
  }

  /** One table of pieces for both languages, or one each. */
  public enum Vocabularies {
    JOINT,
    SEPARATE
  }

  public SubwordsSection {
    new Constraints()
        .atLeast("vocabularySize", 1, vocabularySize)
        .atLeast("minFrequency", 1, minFrequency)
        .require(
            kind != Kind.SENTENCEPIECE || !sentencePieceModel.isBlank(),
            "sentencePieceModel must name a model file when kind is sentencepiece",
            "sentencePieceModel",
            "kind")
        .check();
  }
}
