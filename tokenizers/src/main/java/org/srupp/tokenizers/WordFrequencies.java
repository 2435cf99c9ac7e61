package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.text.WhiteSpace;

/**
 * Counts the words of a training text line by line and makes the vocabulary that WikiText's users
 * have: id 0 is {@code <eos>}, then the words by falling count, ties by first occurrence, none left
 * out. Memory grows with the number of different words only. Not for several threads.
 */
public final class WordFrequencies {
  /** What ends every line, blank ones too. */
  public static final String END = "<eos>";

  private final WordTally tally = new WordTally();

  /** No text yet. */
  public WordFrequencies() {
    tally.add(END, 0); // comes first
  }

  /** Counts the words of a line and one {@value #END}. */
  public void add(String line) {
    WhiteSpace.split(line, word -> tally.add(word, 1));
    tally.add(END, 1);
  }

  /** The number of different words, {@value #END} among them. */
  public int size() {
    return tally.size();
  }

  /** All tokens counted, one {@value #END} for each line among them. */
  public long tokens() {
    return tally.total();
  }

  /**
   * The vocabulary of all words so far; it has no unknown: a word that is not in it is an error.
   */
  public WordVocabulary vocabulary() {
    List<Entry> entries = new ArrayList<>(tally.byFirstOccurrence());
    entries
        .subList(1, entries.size())
        .sort(Comparator.comparingLong((Entry entry) -> -entry.count())); // stable
    return new WordVocabulary(entries, END, Optional.empty());
  }
}
