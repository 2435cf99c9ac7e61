package org.srupp.recipes.config;

/**
 * What is trained and tested on.
 *
 * @param corpus which corpus
 * @param preset whose preparation of {@code iwslt14} is followed; other corpora do not read it
 * @param sourceLanguage code of the language translated from, as in {@code de}
 * @param targetLanguage code of the language translated into
 * @param lowercase whether both sides are lower-cased before anything else
 * @param folder where the corpus lies, as given by {@code --data}: its archive, a folder with it or
 *     with its files, or a folder that {@code prepare} made; empty where the corpus needs none
 * @param src training text, source side; this and the next five name the files of corpus {@code
 *     files}
 * @param tgt training text, target side, line by line the translation of {@code src}
 * @param validSrc validation text, source side; empty: a small part of the training pairs, drawn by
 *     seed
 * @param validTgt validation text, target side
 * @param testSrc test text, source side; empty: no test
 * @param testTgt test text, target side
 * @param trainPairs generated training pairs, corpus {@code demo}
 * @param validPairs generated validation pairs, corpus {@code demo}
 * @param testPairs generated test pairs, corpus {@code demo}
 * @param seed of the held-out choice and of the generator; apart from the run's seed, so that runs
 *     share their data
 * @param maxLength steps that encoder or decoder take at most; pairs with more source pieces, or as
 *     many target pieces (the decoder's input has the start symbol besides), are left out of
 *     training
 * @param tsv training text in one file, source and target with a tab between them; instead of
 *     {@code src} and {@code tgt}
 * @param filter which training pairs are left out
 */
public record DataSection(
    Corpus corpus,
    Preset preset,
    String sourceLanguage,
    String targetLanguage,
    boolean lowercase,
    String folder,
    String src,
    String tgt,
    String validSrc,
    String validTgt,
    String testSrc,
    String testTgt,
    int trainPairs,
    int validPairs,
    int testPairs,
    long seed,
    int maxLength,
    String tsv,
    FilterSection filter) {

  /** The corpora that the project knows; {@code FILES} are the user's own. */
  public enum Corpus {
    DEMO,
    MULTI30K,
    IWSLT14,
    FILES
  }

  /**
   * Two preparations of IWSLT'14: the one behind the paper's table and the one that most others
   * report on.
   */
  public enum Preset {
    IMITKD,
    FAIRSEQ
  }

  public DataSection {
    new Constraints()
        .require(!sourceLanguage.isBlank(), "sourceLanguage must not be empty", "sourceLanguage")
        .require(!targetLanguage.isBlank(), "targetLanguage must not be empty", "targetLanguage")
        .require(src.isEmpty() == tgt.isEmpty(), "src and tgt must be given together", "src", "tgt")
        .require(
            validSrc.isEmpty() == validTgt.isEmpty(),
            "validSrc and validTgt must be given together",
            "validSrc",
            "validTgt")
        .require(
            testSrc.isEmpty() == testTgt.isEmpty(),
            "testSrc and testTgt must be given together",
            "testSrc",
            "testTgt")
        .atLeast("trainPairs", 1, trainPairs)
        .atLeast("validPairs", 1, validPairs)
        .atLeast("testPairs", 1, testPairs)
        .atLeast("maxLength", 1, maxLength)
        .check();
  }
}
