package org.srupp.recipes.corpora;

/** Counts the words of a line. */
@FunctionalInterface
public interface WordCounter {
  /** Words are what stands between white space. */
  WordCounter WHITE_SPACE = (language, line) -> whiteSpaceWords(line);

  /**
   * @param language code of the line's language, as in {@code de}
   */
  int count(String language, String line);

  private static int whiteSpaceWords(String line) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < line.length(); i++) {
      boolean space = Character.isWhitespace(line.charAt(i));
      words += !space && !inWord ? 1 : 0;
      inWord = !space;
    }
    return words;
  }
}
