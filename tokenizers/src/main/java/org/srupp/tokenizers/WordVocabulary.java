package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.text.WhiteSpace;

/**
 * Words of a corpus that is tokenised already, split at white space as Python splits ({@link
 * WhiteSpace}).
 *
 * <p>The end symbol, {@code <eos>} in WikiText and {@code <S>} in Billion Word, is an ordinary
 * symbol of the vocabulary; encoding never adds it, the data reader does. It is written as a line
 * break.
 */
public final class WordVocabulary implements CorpusVocabulary {
  private final SymbolTable table;
  private final int end;
  private final int unknown;

  /**
   * A vocabulary of these words, in order of their ids.
   *
   * @param end the word that ends a line or sentence; must be among the entries
   * @param unknown the word that stands for all that are not here, if there is one; must be among
   *     the entries
   * @throws IllegalArgumentException if words repeat or are empty, hold a tab or line break, or end
   *     or unknown are missing
   */
  public WordVocabulary(List<Entry> entries, String end, Optional<String> unknown) {
    this.table = new SymbolTable(entries);
    this.end = required(end, "end");
    this.unknown = unknown.map(word -> required(word, "unknown")).orElse(ABSENT);
  }

  private int required(String word, String role) {
    int id = table.id(word);
    if (id == ABSENT) {
      throw new IllegalArgumentException(
          "vocabulary: the "
              + role
              + " word "
              + word
              + " is not among its "
              + table.size()
              + " words");
    }
    return id;
  }

  /**
   * Reads the public word list of Billion Word: the first field of each line, in order of the file,
   * repeated words dropped; end {@code <S>}, unknown {@code <UNK>}. A second field that is a number
   * is taken as the count.
   *
   * @throws TokenizerFileException if {@code <S>} or {@code <UNK>} is missing or the file is no
   *     UTF-8 text; says which line
   */
  public static WordVocabulary readBillionWord(Path file) throws IOException {
    return BillionWordList.read(file);
  }

  /** The id of the word that ends a line. */
  public int end() {
    return end;
  }

  /** The id that stands for all words that are not here, or {@link #ABSENT}. */
  public int unknown() {
    return unknown;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public String symbol(int id) {
    return table.symbol(id);
  }

  @Override
  public long count(int id) {
    return table.count(id);
  }

  @Override
  public int id(String word) {
    int id = table.id(word);
    return id == ABSENT ? unknown : id;
  }

  @Override
  public int[] encode(String line) {
    IdBuffer ids = new IdBuffer(line.length() / 4);
    int[] number = new int[1];
    WhiteSpace.split(
        line,
        word -> {
          number[0]++;
          int id = id(word);
          if (id == ABSENT) {
            throw new IllegalArgumentException(
                "word "
                    + number[0]
                    + ": \""
                    + word
                    + "\" is not among the "
                    + size()
                    + " words of the vocabulary, which has no word for unknown ones");
          }
          ids.add(id);
        });
    return ids.toArray();
  }

  /** The words with blanks between them; the end word is a line break. */
  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    boolean lineStart = true;
    for (int id : ids) {
      String word = symbol(id);
      if (id == end) {
        text.append('\n');
      } else {
        text.append(lineStart ? "" : " ").append(word);
      }
      lineStart = id == end;
    }
    return text.toString();
  }

  @Override
  public void write(Path file) throws IOException {
    List<String> fields = new ArrayList<>(List.of("words", "end=" + table.symbol(end)));
    if (unknown != ABSENT) {
      fields.add("unknown=" + table.symbol(unknown));
    }
    CorpusVocabularyFile.write(file, fields, table.entries());
  }
}
