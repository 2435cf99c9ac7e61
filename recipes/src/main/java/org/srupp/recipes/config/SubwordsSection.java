package org.srupp.recipes.config;

/**
 * How text becomes pieces.
 *
 * @param kind the tokenizer
 * @param merges merge operations that a BPE learns, on both languages together
 * @param vocabularies whether source and target number their pieces apart or together
 * @param minFrequency pieces seen less often in training are not in the vocabulary
 * @param codes file of BPE merges to use instead of learning them; empty: learn
 * @param sentencePieceModel SentencePiece model file; kind {@code sentencepiece} needs it
 */
public record SubwordsSection(
    Kind kind,
    int merges,
    Vocabularies vocabularies,
    int minFrequency,
    String codes,
    String sentencePieceModel) {

  /** The tokenizers: merges learned in the run, or a model made elsewhere. */
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
        .atLeast("merges", 0, merges)
        .atLeast("minFrequency", 1, minFrequency)
        .require(
            kind != Kind.SENTENCEPIECE || !sentencePieceModel.isBlank(),
            "sentencePieceModel must name a model file when kind is sentencepiece",
            "sentencePieceModel",
            "kind")
        .check();
  }
}
