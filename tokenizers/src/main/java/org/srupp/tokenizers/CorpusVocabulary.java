package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The symbols of a language model's corpus and their ids: words, bytes or characters. Unlike a
 * {@link Vocabulary} it holds what the corpus holds and nothing else: no padding, no start.
 *
 * <p>Its file is UTF-8 text: a header that names the kind, then {@code symbol TAB count} a line in
 * order of the ids. Implementations are immutable.
 */
public sealed interface CorpusVocabulary
    permits WordVocabulary, ByteVocabulary, CharacterVocabulary {
  /**
   * What {@link #id(String)} gives for a symbol that is not here in a vocabulary without unknown.
   */
  int ABSENT = -1;

  /** The number of symbols. */
  int size();

  /**
   * The symbol of an id as the file writes it.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  String symbol(int id);

  /** How often the symbol of an id occurs in the training text; 0 where nobody counted. */
  long count(int id);

  /**
   * The id of a symbol as the file writes it; for one that is not here, that of unknown, if any.
   */
  int id(String symbol);

  /**
   * The ids of a piece of text, without an end.
   *
   * @throws IllegalArgumentException if a symbol is not here and the vocabulary has no unknown;
   *     names the first one and its place
   */
  int[] encode(String text);

  /**
   * The text of ids.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  String decode(int[] ids);

  /** Writes the file that {@link #read} reads; it appears whole or not at all. */
  void write(Path file) throws IOException;

  /**
   * Reads a file that one of the kinds wrote.
   *
   * @throws TokenizerFileException if header or lines are malformed or symbols repeat; names the
   *     lines
   */
  static CorpusVocabulary read(Path file) throws IOException {
    return CorpusVocabularyFile.read(file);
  }
}
