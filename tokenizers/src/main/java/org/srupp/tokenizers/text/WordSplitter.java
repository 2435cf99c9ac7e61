package org.srupp.tokenizers.text;

import java.util.function.Consumer;

/**
 * Cuts a normalised line into words so that nothing is lost: the words, joined, are the line with
 * every blank written as {@link #MARKER} and one more marker in front.
 *
 * <p>A word starts at each marker, and wherever letters, digits and other characters meet: {@code
 * "Tor, 12!"} gives {@code ▁Tor}, {@code ,}, {@code ▁1}, {@code 2}, {@code !}. Letters of different
 * scripts are apart, a digit always stands alone (a number is copied digit by digit, so every
 * number can be written), a combining mark stays with what it marks.
 */
public final class WordSplitter {
  /** Stands for the blank in front of a word, U+2581, as in SentencePiece. */
  public static final char MARKER = '\u2581';

  private WordSplitter() {}

  /**
   * Writes blanks of a normalised line as markers, with one in front; the empty line stays empty.
   */
  public static String mark(String line) {
    return line.isEmpty() ? "" : MARKER + line.replace(' ', MARKER);
  }

  /** Undoes {@link #mark}: markers become blanks, white space is collapsed. */
  public static String unmark(String marked) {
    return WhiteSpace.collapse(marked.replace(MARKER, ' '));
  }

  /**
   * Passes the words of a line to {@code sink}, in order.
   *
   * @param line a line from {@link TextNormalizer#apply}; a marker in it counts as a blank
   */
  public static void split(String line, Consumer<String> sink) {
    String marked = mark(line);
    int start = 0;
    int previous = -1; // class of the last code point; -1 after a marker, which joins anything
    for (int i = 0, cp; i < marked.length(); i += Character.charCount(cp)) {
      cp = marked.codePointAt(i);
      if (cp == MARKER) {
        if (i > start) {
          sink.accept(marked.substring(start, i));
        }
        start = i;
        previous = -1;
        continue;
      }
      int current = CharacterClass.of(cp);
      if (current == CharacterClass.MARK && previous >= 0) {
        continue;
      }
      if (previous >= 0 && (current != previous || current == CharacterClass.DIGIT)) {
        sink.accept(marked.substring(start, i));
        start = i;
      }
      previous = current;
    }
    if (start < marked.length()) {
      sink.accept(marked.substring(start));
    }
  }
}
