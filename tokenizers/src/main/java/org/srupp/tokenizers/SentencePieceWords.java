package org.srupp.tokenizers;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers the ids of words, because the native library takes microseconds for each and text
 * repeats them. Safe for several threads.
 *
 * <p>A line's ids are those of its words one after the other where nothing that the library does
 * looks across a blank: in BPE models whose pieces hold blanks only in front, with one of
 * SentencePiece's own normalisations, in lines of Latin letters and ASCII marks with single blanks,
 * and where no piece is unknown (neighbouring unknown ones become one). All other lines are left to
 * the library.
 */
final class SentencePieceWords {
  private static final int CACHED_WORDS = 1 << 16;
  private static final int LONGEST_CACHED = 32;
  private static final Set<String> KNOWN_RULES =
      Set.of("identity", "nfkc", "nfkc_cf", "nmt_nfkc", "nmt_nfkc_cf");

  private final boolean independent;
  private final int unknown;
  private final Map<String, int[]> cache = new ConcurrentHashMap<>();

  /**
   * @param unknown our id of the unknown piece
   */
  SentencePieceWords(SentencePieceModel model, int unknown) {
    this.unknown = unknown;
    independent =
        model.isBpe()
            && model.marksEveryWord()
            && (!model.hasCharacterRules() || KNOWN_RULES.contains(model.rulesName()))
            && model.pieces().stream().allMatch(piece -> piece.text().indexOf('\u2581', 1) < 0);
  }

  /**
   * Adds the ids of a line.
   *
   * @param library gives the ids of a word by itself
   * @return whether it could; if not, what was added is not the line
   */
  boolean encode(String line, IdBuffer out, Function<String, int[]> library) {
    if (!independent || !isPlain(line)) {
      return false;
    }
    for (int from = 0, to; from < line.length(); from = to + 1) {
      to = line.indexOf(' ', from);
      to = to < 0 ? line.length() : to;
      int[] ids = ids(line.substring(from, to), library);
      if (ids == null) {
        return false;
      }
      out.add(ids);
    }
    return true;
  }

  private int[] ids(String word, Function<String, int[]> library) {
    int[] known = cache.get(word);
    if (known != null) {
      return known;
    }
    int[] ids = library.apply(word);
    for (int id : ids) {
      if (id == unknown) {
        return null;
      }
    }
    if (word.length() <= LONGEST_CACHED && cache.size() < CACHED_WORDS) {
      cache.put(word, ids);
    }
    return ids;
  }

  private static boolean isPlain(String line) {
    char before = ' ';
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean mark = c > ' ' && c < '\u007f';
      boolean letter = c >= '\u00c0' && c <= '\u00ff' && c != '\u00d7' && c != '\u00f7';
      if (!mark && !letter && (c != ' ' || before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }
}
