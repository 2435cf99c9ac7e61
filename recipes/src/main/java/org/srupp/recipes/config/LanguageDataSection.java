package org.srupp.recipes.config;

/**
 * The text of a language model.
 *
 * @param corpus which corpus
 * @param unit what a token of corpus {@code text} is; the others have their own
 * @param path where the corpus lies, as given by {@code --data}: its archive, a folder with it, a
 *     prepared folder, or the training text of corpus {@code text}
 * @param validText validation text of corpus {@code text}; empty: the last part of the training
 *     text
 * @param testText test text of corpus {@code text}; empty: no test
 * @param validShare the part of the training text that validation takes where {@code validText} is
 *     empty
 * @param minCount words that occur less often in the training text become {@code <unk>}, in corpus
 *     {@code text} with words; 1: all words are kept and an unseen one is an error
 */
public record LanguageDataSection(
    Corpus corpus,
    Unit unit,
    String path,
    String validText,
    String testText,
    double validShare,
    int minCount) {

  /** The corpora that the project knows; {@code TEXT} is any file. */
  public enum Corpus {
    TEXT,
    ENWIK8,
    WIKITEXT103,
    BILLION_WORD
  }

  /** What a token is. */
  public enum Unit {
    BYTES,
    CHARACTERS,
    WORDS
  }

  public LanguageDataSection {
    Unit own =
        switch (corpus) {
          case TEXT -> unit;
          case ENWIK8 -> Unit.BYTES;
          case WIKITEXT103, BILLION_WORD -> Unit.WORDS;
        };
    new Constraints()
        .require(
            unit == own,
            "unit must be "
                + Choices.spell(own)
                + " with corpus "
                + Choices.spell(corpus)
                + ", found "
                + Choices.spell(unit),
            "unit",
            "corpus")
        .require(
            validShare > 0 && validShare < 1,
            "validShare must be in (0, 1), found " + validShare,
            "validShare")
        .atLeast("minCount", 1, minCount)
        .check();
  }
}
