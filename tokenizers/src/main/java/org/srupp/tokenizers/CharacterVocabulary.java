package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.srupp.tokenizers.Vocabulary.Entry;
import org.srupp.tokenizers.text.WhiteSpace;

/**
 * The distinct code points of a corpus in order of their value; the id is the rank. The file writes
 * one as itself, white space and controls as {@code <U+000A>}.
 */
public final class CharacterVocabulary implements CorpusVocabulary {
  private final SymbolTable table;
  private final int[] codePoints;
  private final LongIntMap ids;

  /**
   * A vocabulary of these code points; they need not be sorted.
   *
   * @param counts how often each code point occurs in the corpus
   */
  public static CharacterVocabulary of(SortedMap<Integer, Long> counts) {
    List<Entry> entries = new ArrayList<>();
    counts.forEach((codePoint, count) -> entries.add(new Entry(written(codePoint), count)));
    return new CharacterVocabulary(entries);
  }

  CharacterVocabulary(List<Entry> entries) {
    table = new SymbolTable(entries);
    codePoints = new int[table.size()];
    ids = new LongIntMap(codePoints.length, ABSENT);
    for (int id = 0; id < codePoints.length; id++) {
      codePoints[id] = codePoint(table.symbol(id));
      if (codePoints[id] < 0 || (id > 0 && codePoints[id] <= codePoints[id - 1])) {
        throw new IllegalArgumentException(
            "vocabulary: symbol "
                + id
                + " is "
                + table.symbol(id)
                + ", expected single characters, white space and controls as <U+000A>, in order of"
                + " their code points");
      }
      ids.put(codePoints[id], id);
    }
  }

  private static String written(int codePoint) {
    boolean plain =
        !Character.isISOControl(codePoint)
            && !(codePoint <= Character.MAX_VALUE && WhiteSpace.is((char) codePoint))
            && Character.getType(codePoint) != Character.SURROGATE;
    return plain
        ? Character.toString(codePoint)
        : String.format(Locale.ROOT, "<U+%04X>", codePoint);
  }

  private static int codePoint(String symbol) {
    if (symbol.codePointCount(0, symbol.length()) == 1) {
      return symbol.codePointAt(0);
    }
    if (!symbol.matches("<U\\+[0-9A-F]{4,6}>")) {
      return ABSENT;
    }
    int codePoint = Integer.parseInt(symbol.substring(3, symbol.length() - 1), 16);
    return Character.isValidCodePoint(codePoint) ? codePoint : ABSENT;
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
  public int id(String symbol) {
    return table.id(symbol);
  }

  /** The id of a code point, or {@link #ABSENT}. */
  public int id(int codePoint) {
    return ids.get(codePoint);
  }

  @Override
  public int[] encode(String text) {
    IdBuffer out = new IdBuffer(text.length());
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      int id = id(cp);
      if (id == ABSENT) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "character %d: U+%04X is not among the %d characters of the vocabulary",
                text.codePointCount(0, i) + 1,
                cp,
                size()));
      }
      out.add(id);
    }
    return out.toArray();
  }

  @Override
  public String decode(int[] line) {
    StringBuilder text = new StringBuilder();
    for (int id : line) {
      table.symbol(id); // checks it
      text.appendCodePoint(codePoints[id]);
    }
    return text.toString();
  }

  @Override
  public void write(Path file) throws IOException {
    CorpusVocabularyFile.write(file, List.of("characters"), table.entries());
  }
}
