package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * How often each token of a tokenised text occurs, and which came first. Memory grows with the
 * number of different tokens only. Not for several threads.
 */
public final class WordTally {
  private final Map<String, long[]> counts = new LinkedHashMap<>();
  private long total;

  /**
   * Counts the tokens of a line. Blanks alone part them, as in subword-nmt and fastBPE: a no-break
   * space is part of a word.
   */
  public void add(String line) {
    int start = 0;
    for (int end; start < line.length(); start = end + 1) {
      end = line.indexOf(' ', start);
      end = end < 0 ? line.length() : end;
      if (end > start) {
        add(line.substring(start, end), 1);
      }
    }
  }

  /** Counts {@code times} more of a token. */
  public void add(String token, long times) {
    counts.computeIfAbsent(token, absent -> new long[1])[0] += times;
    total += times;
  }

  /** The number of different tokens. */
  public int size() {
    return counts.size();
  }

  /** The number of all tokens. */
  public long total() {
    return total;
  }

  /** Tokens and counts in order of first occurrence. */
  public List<Entry> byFirstOccurrence() {
    List<Entry> entries = new ArrayList<>(counts.size());
    counts.forEach((token, count) -> entries.add(new Entry(token, count[0])));
    return entries;
  }

  /** Tokens and counts by falling count; ties in order of first occurrence. */
  public List<Entry> byCount() {
    List<Entry> entries = byFirstOccurrence();
    entries.sort(Comparator.comparingLong((Entry entry) -> -entry.count())); // stable
    return entries;
  }
}
