package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.tokenizers.text.TextNormalizer;
import org.srupp.tokenizers.text.WordSplitter;

/**
 * How often each word occurs in the training text of one side; all that learning needs of a corpus.
 * Not for several threads.
 */
public final class WordCounts {
  private final TextNormalizer normalizer;
  private final Map<String, long[]> counts = new HashMap<>();

  /** Counts of no text yet; words are normalised as {@code config} says. */
  public WordCounts(BpeConfig config) {
    this.normalizer = new TextNormalizer(config.lowercase());
  }

  /** Counts the words of a line. */
  public void add(String line) {
    WordSplitter.split(
        normalizer.apply(line.replace(WordSplitter.MARKER, ' ')),
        word -> counts.computeIfAbsent(word, absent -> new long[1])[0]++);
  }

  /** The number of different words. */
  public int size() {
    return counts.size();
  }

  /** A word and how often it occurs. */
  record Word(String text, long count) {}

  /** All words; the most frequent first, then in order of their code points. */
  List<Word> words() {
    List<Word> words = new ArrayList<>(counts.size());
    counts.forEach((text, count) -> words.add(new Word(text, count[0])));
    words.sort(
        Comparator.comparingLong((Word word) -> -word.count())
            .thenComparing(Word::text, CodePointOrder.INSTANCE));
    return words;
  }
}
