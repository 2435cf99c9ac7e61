package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.tokenizers.Vocabulary.Entry;

/** The text file of a vocabulary: {@code piece TAB count} a line. */
final class VocabularyFile {
  private VocabularyFile() {}

  static Vocabulary read(Path file) throws IOException {
    List<String> lines = TextFile.readLines(file);
    List<String> mistakes = new ArrayList<>();
    List<Entry> entries = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      entries.add(parse(i + 1, lines.get(i), mistakes));
    }
    if (mistakes.isEmpty()) {
      mistakes.addAll(mistakes(entries));
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    return new Vocabulary(entries);
  }

  static void write(Path file, List<Entry> entries) throws IOException {
    List<String> unwritable = new ArrayList<>();
    for (int id = 0; id < entries.size(); id++) {
      String piece = entries.get(id).piece();
      if (piece.indexOf('\t') >= 0 || piece.indexOf('\n') >= 0 || piece.indexOf('\r') >= 0) {
        unwritable.add(
            "piece " + id + " holds a tab or a line break, which a vocabulary file cannot");
      }
    }
    if (!unwritable.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + String.join("; ", unwritable));
    }
    TextFile.writeLines(
        file, entries.stream().map(entry -> entry.piece() + '\t' + entry.count()).toList());
  }

  /** What is wrong with these entries; the line of an entry is its place, from 1. */
  static List<String> mistakes(List<Entry> entries) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Integer> lineOf = new HashMap<>();
    for (int line = 1; line <= entries.size(); line++) {
      String piece = entries.get(line - 1).piece();
      if (piece.isEmpty()) {
        mistakes.add("line " + line + ": a piece must not be empty");
      }
      Integer earlier = lineOf.putIfAbsent(piece, line);
      if (earlier != null) {
        mistakes.add(
            "line "
                + line
                + ": piece "
                + piece
                + " stands on line "
                + earlier
                + " already, expected each piece once");
      }
    }
    for (String special : List.of(SpecialTokens.PAD, SpecialTokens.UNK)) {
      if (!lineOf.containsKey(special)) {
        mistakes.add("no line for " + special + ", which every vocabulary needs");
      }
    }
    return mistakes;
  }

  static Entry parse(int number, String line, List<String> mistakes) {
    if (line.isEmpty()) {
      mistakes.add("line " + number + ": empty, expected a piece, a tab and a count");
      return new Entry("", 0);
    }
    int tab = line.indexOf('\t');
    if (tab <= 0) {
      mistakes.add(
          "line "
              + number
              + ": found no piece with a tab after it, expected a piece, a tab and a count");
      return new Entry(line, 0);
    }
    String count = line.substring(tab + 1);
    try {
      long value = Long.parseLong(count);
      if (value >= 0) {
        return new Entry(line.substring(0, tab), value);
      }
    } catch (NumberFormatException e) {
      // reported below, like a negative count
    }
    mistakes.add("line " + number + ": count " + count + " is not a number of 0 or more");
    return new Entry(line.substring(0, tab), 0);
  }
}
