package org.srupp.recipes.config;

/**
 * How text becomes pieces.
 *
 * @param kind the tokenizer
 * @param vocabularySize pieces that a BPE learns, or merges that {@code subwordNmt} learns, on both
 *     languages together; each side's own vocabulary is smaller
 * @param vocabularies whether source and target number their pieces apart or together
 * @param minFrequency pieces seen less often in training are not in the vocabulary
 * @param sentencePieceModel SentencePiece model file; kind {@code sentencepiece} needs it
 * @param words what cuts words before pieces, and lower-cases where {@code data.lowercase} says so;
 *     this and the next two are of kind {@code subwordNmt}
 * @param codes code file of subword-nmt or fastBPE; empty: learned from the training text
 * @param numbering how pieces get their ids
 */
public record SubwordsSection(
    Kind kind,
    int vocabularySize,
    Vocabularies vocabularies,
    int minFrequency,
    String sentencePieceModel,
    Words words,
    String codes,
    Numbering numbering) {

  /**
   * The tokenizers: srupp's own BPE, learned in the run; a SentencePiece model; or what the field's
   * published preparations have, a word tokenizer and the codes of subword-nmt or fastBPE.
   */
  public enum Kind {
    BPE,
    SENTENCEPIECE,
    SUBWORD_NMT
  }

  /** The word tokenizers. */
  public enum Words {
    NONE,
    MOSES,
    NLTK
  }

  /** By falling count in training, or in order of first occurrence in train, valid and test. */
  public enum Numbering {
    FREQUENCY,
    OCCURRENCE
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
        .require(
            kind == Kind.SUBWORD_NMT || words == Words.NONE,
            "words needs kind: subwordNmt; the other kinds read raw text",
            "words",
            "kind")
        .require(
            kind == Kind.SUBWORD_NMT || codes.isEmpty(),
            "codes needs kind: subwordNmt",
            "codes",
            "kind")
        .require(
            kind == Kind.SUBWORD_NMT || numbering == Numbering.FREQUENCY,
            "numbering: occurrence needs kind: subwordNmt",
            "numbering",
            "kind")
        .check();
  }
}
