package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * Symbols with ids from 0 in the order given, and their counts; slim enough for a million words.
 */
final class SymbolTable {
  private final String[] symbols;
  private final long[] counts;
  private final Map<String, Integer> ids;

  /**
   * @throws IllegalArgumentException naming every empty or repeated symbol, and every one that
   *     holds a tab or line break
   */
  SymbolTable(List<Entry> entries) {
    List<String> mistakes = mistakes(entries, 0);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("vocabulary: " + String.join("; ", mistakes));
    }
    symbols = new String[entries.size()];
    counts = new long[symbols.length];
    ids = HashMap.newHashMap(symbols.length);
    for (int id = 0; id < symbols.length; id++) {
      symbols[id] = entries.get(id).piece();
      counts[id] = entries.get(id).count();
      ids.put(symbols[id], id);
    }
  }

  /** What is wrong with entries that stand from line {@code before + 1} on. */
  static List<String> mistakes(List<Entry> entries, int before) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Integer> lineOf = HashMap.newHashMap(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      String symbol = entries.get(i).piece();
      int line = before + i + 1;
      if (symbol.isEmpty()) {
        mistakes.add("line " + line + ": a symbol must not be empty");
      } else if (symbol.indexOf('\t') >= 0
          || symbol.indexOf('\n') >= 0
          || symbol.indexOf('\r') >= 0) {
        mistakes.add(
            "line "
                + line
                + ": a symbol holds a tab or a line break, which a vocabulary file cannot");
      }
      Integer earlier = lineOf.putIfAbsent(symbol, line);
      if (earlier != null) {
        mistakes.add(
            "line "
                + line
                + ": "
                + symbol
                + " stands on line "
                + earlier
                + " already, expected each symbol once");
      }
    }
    return mistakes;
  }

  int size() {
    return symbols.length;
  }

  String symbol(int id) {
    return symbols[checked(id)];
  }

  long count(int id) {
    return counts[checked(id)];
  }

  int id(String symbol) {
    return ids.getOrDefault(symbol, CorpusVocabulary.ABSENT);
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(symbols.length);
    for (int id = 0; id < symbols.length; id++) {
      entries.add(new Entry(symbols[id], counts[id]));
    }
    return entries;
  }

  private int checked(int id) {
    if (id < 0 || id >= symbols.length) {
      throw new IllegalArgumentException(
          "id "
              + id
              + " is not in the vocabulary, whose ids are 0 to "
              + (symbols.length - 1)
              + "; was it made with another one?");
    }
    return id;
  }
}
