package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  // Insertion order would do for the ties, but a linked map costs two more references a word.
  private static final class Tally {
    final int first;
    long count;

    Tally(int first) {
      this.first = first;
    }
  }

  private final Map<String, Tally> tallies = new HashMap<>();
  private long tokens;

  /** No text yet. */
  public WordFrequencies() {
    tallies.put(END, new Tally(0));
  }

  /** Counts the words of a line and one {@value #END}. */
  public void add(String line) {
    WhiteSpace.split(line, this::count);
    count(END);
  }

  private void count(String word) {
    tallies.computeIfAbsent(word, absent -> new Tally(tallies.size())).count++;
    tokens++;
  }

  /** The number of different words, {@value #END} among them. */
  public int size() {
    return tallies.size();
  }

  /** All tokens counted, one {@value #END} for each line among them. */
  public long tokens() {
    return tokens;
  }

  /**
   * The vocabulary of all words so far; it has no unknown: a word that is not in it is an error.
   */
  public WordVocabulary vocabulary() {
    List<Map.Entry<String, Tally>> words = new ArrayList<>(tallies.entrySet());
    words.sort(
        (a, b) -> {
          Tally x = a.getValue();
          Tally y = b.getValue();
          if (x.first == 0 || y.first == 0) {
            return Integer.compare(x.first, y.first);
          }
          int falling = Long.compare(y.count, x.count);
          return falling != 0 ? falling : Integer.compare(x.first, y.first);
        });
    List<Entry> entries = new ArrayList<>(words.size());
    words.forEach(word -> entries.add(new Entry(word.getKey(), word.getValue().count)));
    return new WordVocabulary(entries, END, Optional.empty());
  }
}
