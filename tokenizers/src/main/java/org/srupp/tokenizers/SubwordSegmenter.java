package org.srupp.tokenizers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Cuts words into pieces by the codes of subword-nmt or fastBPE, and joins them again. A piece that
 * does not end its word is written with {@value #JOINER} behind it.
 *
 * <p>Blanks alone part words, so other white space and NUL are characters of a word; a character
 * that no merge knows is a piece. Blanks at the ends of a line stay, runs of blanks between words
 * become one, as in subword-nmt. Safe for several threads.
 */
public final class SubwordSegmenter {
  /** Marks a piece that goes on. */
  public static final String JOINER = "@@";

  /** Longer words are segmented without dropout, which is quadratic in their length. */
  public static final int LONGEST_DROPPED = 1000;

  private static final int CACHED_WORDS = 1 << 16;
  private static final int LONGEST_CACHED = 64;

  private final BpeMerger merger;
  private final boolean[] knownInside;
  private final boolean[] knownLast;
  private final Map<String, List<String>> cache = new ConcurrentHashMap<>();

  /** A segmenter that keeps every piece. */
  public SubwordSegmenter(SubwordCodes codes) {
    this(codes, Optional.empty());
  }

  /**
   * A segmenter that takes merges back, one level at a time, whose piece is not in the vocabulary;
   * a character stays, whatever the vocabulary holds.
   *
   * @param vocabulary pieces as a segmented text has them, with {@value #JOINER}; see {@link
   *     SubwordVocabulary#read}
   */
  public SubwordSegmenter(SubwordCodes codes, Set<String> vocabulary) {
    this(codes, Optional.of(vocabulary));
  }

  private SubwordSegmenter(SubwordCodes codes, Optional<Set<String>> vocabulary) {
    merger = new BpeMerger(codes.merges());
    knownInside = new boolean[merger.symbolCount()];
    knownLast = new boolean[knownInside.length];
    for (int symbol = 0; symbol < knownInside.length; symbol++) {
      String inside = merger.text(symbol) + JOINER;
      String last = withoutEnd(merger.text(symbol));
      knownInside[symbol] = vocabulary.isEmpty() || vocabulary.get().contains(inside);
      knownLast[symbol] = vocabulary.isEmpty() || vocabulary.get().contains(last);
    }
  }

  /** The line with its words in pieces. */
  public String apply(String line) {
    return apply(line, word -> cached(word));
  }

  /**
   * As {@link #apply(String)}, for training: each place of each merge is passed over with
   * probability {@code dropout} whenever the next one is looked for (Provilkov et al. 2020, <a
   * href="https://arxiv.org/abs/1910.13267">algorithm 1</a>). 0 is {@link #apply(String)}, 1 gives
   * characters.
   *
   * @throws IllegalArgumentException if dropout is outside [0, 1]
   */
  public String apply(String line, double dropout, RandomGenerator random) {
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1], found " + dropout);
    }
    return dropout == 0
        ? apply(line)
        : apply(
            line,
            word ->
                word.codePointCount(0, word.length()) > LONGEST_DROPPED
                    ? cached(word)
                    : pieces(merger.mergeDropping(word, dropout, random)));
  }

  /** The pieces of one word, {@value #JOINER} behind all but the last. */
  public List<String> pieces(String word) {
    return word.isEmpty() ? List.of() : cached(word);
  }

  /** The text of pieces: what {@code sed -r 's/(@@ )|(@@ ?$)//g'} makes of the line. */
  public static String join(String line) {
    StringBuilder text = new StringBuilder(line.length());
    int from = 0;
    for (int at = line.indexOf(JOINER); at >= 0; at = line.indexOf(JOINER, from)) {
      int behind = at + JOINER.length();
      boolean last = behind == line.length();
      boolean joins = last || line.charAt(behind) == ' ';
      text.append(line, from, joins ? at : at + 1);
      from = joins ? (last ? behind : behind + 1) : at + 1;
    }
    return text.append(line, from, line.length()).toString();
  }

  private interface Words {
    List<String> pieces(String word);
  }

  private static String apply(String line, Words words) {
    int start = 0;
    int end = line.length();
    while (start < end && isEdge(line.charAt(start))) {
      start++;
    }
    while (end > start && isEdge(line.charAt(end - 1))) {
      end--;
    }
    StringBuilder out = new StringBuilder(line.length() + line.length() / 2);
    out.append(line, 0, start);
    boolean first = true;
    for (int from = start, to; from < end; from = to + 1) {
      to = line.indexOf(' ', from);
      to = to < 0 || to > end ? end : to;
      if (to > from) {
        for (String piece : words.pieces(line.substring(from, to))) {
          out.append(first ? "" : " ").append(piece);
          first = false;
        }
      }
    }
    return out.append(line, end, line.length()).toString();
  }

  private static boolean isEdge(char c) {
    return c == ' ' || c == '\r' || c == '\n';
  }

  private List<String> cached(String word) {
    List<String> known = cache.get(word);
    if (known != null) {
      return known;
    }
    List<String> pieces = pieces(merger.mergeMarked(word));
    if (word.length() <= LONGEST_CACHED && cache.size() < CACHED_WORDS) {
      cache.put(word, pieces);
    }
    return pieces;
  }

  private List<String> pieces(int[] symbols) {
    List<String> pieces = new ArrayList<>(symbols.length);
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int i = 0; i < symbols.length; i++) {
      waiting.push(symbols[i]);
      while (!waiting.isEmpty()) {
        int top = waiting.pop();
        boolean last = i == symbols.length - 1 && waiting.isEmpty();
        boolean kept = top < 0 || (last ? knownLast : knownInside)[top];
        long parts = kept ? -1 : merger.parts(top);
        if (parts >= 0) {
          waiting.push((int) parts);
          waiting.push((int) (parts >>> 32));
        } else {
          String text = merger.text(top);
          pieces.add(last ? withoutEnd(text) : text + JOINER);
        }
      }
    }
    return pieces;
  }

  private static String withoutEnd(String text) {
    return text.endsWith(BpeSymbols.WORD_END)
        ? text.substring(0, text.length() - BpeSymbols.WORD_END.length())
        : text;
  }
}
