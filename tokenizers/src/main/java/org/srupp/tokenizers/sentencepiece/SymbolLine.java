package org.srupp.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.srupp.tokenizers.sentencepiece.Stretches.Stretch;

/**
 * All stretches one after the other as symbols, and at the first place of each symbol the pair that
 * it makes with the next. Places of the same pair are chained in their order, both ways, so that a
 * merge visits the places of its pair and no other.
 *
 * <p>Takes 22 bytes for each character of the different stretches.
 */
final class SymbolLine {
  static final int END = -1;

  private final Pairs pairs;
  private final long[] stretchCounts;
  private final int[] symbols; // END before, between and after stretches
  private final short[] lengths; // of a symbol, at its first and its last place
  private final int[] stretchOf;
  private final int[] pairAt;
  private final int[] nextPlace;
  private final int[] lastPlace;

  /** Characters that {@code symbolOf} does not know end a stretch as its own end does. */
  SymbolLine(Pairs pairs, List<Stretch> stretches, Map<Integer, Integer> symbolOf) {
    this.pairs = pairs;
    this.stretchCounts = stretches.stream().mapToLong(Stretch::count).toArray();
    long length = 1;
    for (Stretch stretch : stretches) {
      length += 1 + stretch.text().length();
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the different words of the text have %d characters, but at most %d can be learned from; take a sample of the lines",
              length,
              Integer.MAX_VALUE - 8));
    }
    symbols = new int[(int) length];
    Arrays.fill(symbols, END);
    lengths = new short[symbols.length];
    Arrays.fill(lengths, (short) 1);
    stretchOf = new int[symbols.length];
    pairAt = new int[symbols.length];
    Arrays.fill(pairAt, Pairs.NONE);
    nextPlace = new int[symbols.length];
    lastPlace = new int[symbols.length];
    int at = 1;
    for (int number = 0; number < stretchCounts.length; number++) {
      String text = stretches.get(number).text();
      for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
        cp = text.codePointAt(i);
        stretchOf[at] = number;
        symbols[at++] = symbolOf.getOrDefault(cp, END);
      }
      at++;
    }
  }

  int size() {
    return symbols.length;
  }

  int symbol(int place) {
    return symbols[place];
  }

  /** The first place of the symbol after the one that starts here; its symbol may be END. */
  int next(int place) {
    return place + lengths[place];
  }

  /** The first place of the symbol before the one that starts here; its symbol may be END. */
  int previous(int place) {
    return place - lengths[place - 1];
  }

  /** Notes that the symbols here and after make this pair; places come in rising order. */
  void link(int place, int pair) {
    pairAt[place] = pair;
    if (pair == Pairs.NONE) {
      return;
    }
    int tail = pairs.tail(pair);
    lastPlace[place] = tail;
    nextPlace[place] = Pairs.NONE;
    if (tail == Pairs.NONE) {
      pairs.setHead(pair, place);
    } else {
      nextPlace[tail] = place;
    }
    pairs.setTail(pair, place);
    pairs.change(pair, stretchCounts[stretchOf[place]]);
  }

  /** Undoes {@link #link}. */
  void unlink(int place) {
    int pair = pairAt[place];
    if (pair == Pairs.NONE) {
      return;
    }
    pairAt[place] = Pairs.NONE;
    int before = lastPlace[place];
    int after = nextPlace[place];
    if (before == Pairs.NONE) {
      pairs.setHead(pair, after);
    } else {
      nextPlace[before] = after;
    }
    if (after == Pairs.NONE) {
      pairs.setTail(pair, before);
    } else {
      lastPlace[after] = before;
    }
    pairs.change(pair, -stretchCounts[stretchOf[place]]);
  }

  /** Makes one symbol of the two that start here. */
  void join(int place, int symbol) {
    int length = lengths[place] + lengths[next(place)];
    symbols[place] = symbol;
    lengths[place] = (short) length;
    lengths[place + length - 1] = (short) length;
  }

  /**
   * Unlinks places of a pair that overlap the place before, as the second of the two in {@code
   * aaa}: merging the first would take them away. SentencePiece 0.1.97 forgets them for good too.
   */
  void unlinkOverlaps(int pair) {
    if (!pairs.isDouble(pair)) {
      return;
    }
    int blocked = Pairs.NONE;
    for (int place = pairs.head(pair), after; place != Pairs.NONE; place = after) {
      after = nextPlace[place];
      boolean overlaps = place == blocked;
      blocked = overlaps ? Pairs.NONE : next(place);
      if (overlaps) {
        unlink(place);
      }
    }
  }
}
