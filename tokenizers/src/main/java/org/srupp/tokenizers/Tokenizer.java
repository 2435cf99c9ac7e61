package org.srupp.tokenizers;

import java.util.List;

/**
 * Raw text to ids and back, one line at a time.
 *
 * <p>Implementations are safe for use by several threads, total (any string of any length, lone
 * surrogates and NUL included, is encoded) and deterministic. Ids never contain start, end or
 * padding: what a model needs around a sentence, its data reader adds.
 */
public interface Tokenizer {
  /**
   * The ids of a line; every one is below {@code vocabulary().size()}. An empty or blank line gives
   * no ids.
   */
  int[] encode(String line);

  /**
   * The text of ids, as one line: it holds no line break. Padding, start and end are dropped, an
   * unknown piece is written as {@link Vocabulary#UNKNOWN_TEXT}.
   *
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  String decode(int[] ids);

  /**
   * As {@link #decode}, but with the words as the tokenizer cuts them, which scores of tokenised
   * text compare; the text itself where it cuts none.
   */
  default String words(int[] ids) {
    return decode(ids);
  }

  /** The words of a raw line as {@link #words(int[])} has them. */
  default String words(String line) {
    return line;
  }

  /**
   * The pieces of a line, one for each id of {@link #encode}; where the id is unknown, the text
   * that has no piece.
   */
  List<String> pieces(String line);

  /** What the ids mean. */
  Vocabulary vocabulary();
}
