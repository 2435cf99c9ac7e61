package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.srupp.tokenizers.sentencepiece.Stretches.Stretch;

/**
 * The characters that get a piece: required ones, then the most frequent until the coverage is
 * reached. Of equally frequent ones the lower code point comes first.
 */
final class Alphabet {
  private record Entry(int codePoint, boolean required, long count) {}

  private final List<Integer> characters = new ArrayList<>();

  Alphabet(SentencePieceConfig config, List<Stretch> stretches, long boundaries) {
    long[] counts = new long[Character.MAX_CODE_POINT + 1];
    for (Stretch stretch : stretches) {
      String text = stretch.text();
      for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
        cp = text.codePointAt(i);
        counts[cp] += stretch.count();
      }
    }
    counts['\t'] = boundaries;
    List<Entry> entries = new ArrayList<>();
    long total = 0;
    for (int cp = 0; cp < counts.length; cp++) {
      boolean required = config.requiredCharacters().indexOf(cp) >= 0;
      if (required || counts[cp] > 0) {
        entries.add(new Entry(cp, required, counts[cp]));
        total += counts[cp];
      }
    }
    entries.sort(Alphabet::firstRequiredThenFrequent);
    cover(entries, total, (float) config.characterCoverage());
  }

  private static int firstRequiredThenFrequent(Entry a, Entry b) {
    if (a.required != b.required) {
      return a.required ? -1 : 1;
    }
    return a.count != b.count
        ? Long.compare(b.count, a.count)
        : Integer.compare(a.codePoint, b.codePoint);
  }

  private void cover(List<Entry> entries, long total, float coverage) {
    List<Entry> covered = new ArrayList<>();
    long seen = 0;
    for (Entry entry : entries) {
      // Single precision, because the model file's field is, and the last character hangs on it.
      if (!entry.required && (float) ((double) seen / total) >= coverage) {
        break;
      }
      seen += entry.count;
      if (entry.codePoint != '\t') {
        covered.add(entry);
      }
    }
    // Pieces are listed by frequency alone, and required characters may be rare.
    covered.sort(Comparator.comparingLong((Entry entry) -> -entry.count));
    covered.forEach(entry -> characters.add(entry.codePoint));
  }

  /** The characters, the most frequent first. */
  List<Integer> characters() {
    return characters;
  }
}
