package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.text.WhiteSpace;

/**
 * The public word list of the Billion Word benchmark, {@code word} or {@code word count} a line.
 */
final class BillionWordList {
  private static final String END = "<S>";
  private static final String UNKNOWN = "<UNK>";

  private BillionWordList() {}

  static WordVocabulary read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : TextFile.readLines(file)) {
      List<String> fields = new ArrayList<>(2);
      WhiteSpace.split(line, fields::add);
      if (!fields.isEmpty() && seen.add(fields.get(0))) {
        entries.add(new Entry(fields.get(0), fields.size() > 1 ? count(fields.get(1)) : 0));
      }
    }
    List<String> mistakes = new ArrayList<>();
    for (String needed : List.of(END, UNKNOWN)) {
      if (!seen.contains(needed)) {
        mistakes.add(
            "no line for "
                + needed
                + " among "
                + entries.size()
                + " words, expected the benchmark's word list");
      }
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    return new WordVocabulary(entries, END, Optional.of(UNKNOWN));
  }

  private static long count(String field) {
    return field.length() <= 18 && field.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(field)
        : 0;
  }
}
