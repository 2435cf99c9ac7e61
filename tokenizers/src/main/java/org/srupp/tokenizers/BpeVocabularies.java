package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * Vocabularies for codes: of each side alone (joint codes, separate vocabularies), or of several
 * sides together (one shared table).
 *
 * <p>A vocabulary holds the characters of its side, and the merged pieces that occur at least
 * {@link BpeConfig#minimumPieceCount} times; every piece in it can come out of {@link
 * BpeTokenizer#encode}. Order: specials, bytes if any, then by falling count, ties by code point.
 */
public final class BpeVocabularies {
  private BpeVocabularies() {}

  /**
   * The vocabulary of the text that {@code sides} counted.
   *
   * @param specials {@link SpecialTokens#SOURCE} or {@link SpecialTokens#TARGET}
   */
  public static Vocabulary build(
      BpeConfig config, BpeCodes codes, SpecialTokens specials, List<WordCounts> sides) {
    Map<String, Long> words = new HashMap<>();
    sides.forEach(
        side -> side.words().forEach(word -> words.merge(word.text(), word.count(), Long::sum)));
    Set<String> characters = Set.copyOf(BpeLearner.alphabet(config, words));
    BpeMerger merger = new BpeMerger(codes);
    Map<String, Long> all = pieces(new BpeSegmenter(merger, piece -> true), words);
    Set<String> kept =
        all.entrySet().stream()
            .filter(
                entry -> isMerged(entry.getKey()) && entry.getValue() >= config.minimumPieceCount())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<String, Long> counts =
        pieces(
            new BpeSegmenter(merger, piece -> kept.contains(piece) || characters.contains(piece)),
            words);
    counts.keySet().removeIf(piece -> !kept.contains(piece) && !characters.contains(piece));
    characters.forEach(character -> counts.putIfAbsent(character, 0L));
    return Vocabulary.of(specials, entries(codes, counts));
  }

  private static List<Entry> entries(BpeCodes codes, Map<String, Long> counts) {
    List<Entry> entries = new ArrayList<>();
    if (codes.byteFallback()) {
      BytePieces.all().forEach(piece -> entries.add(new Entry(piece, 0)));
    }
    counts.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue()))
        .forEach(entry -> entries.add(new Entry(entry.getKey(), entry.getValue())));
    return entries;
  }

  /** Pieces and their counts, in order of code points. */
  private static Map<String, Long> pieces(BpeSegmenter segmenter, Map<String, Long> words) {
    Map<String, Long> counts = new TreeMap<>(CodePointOrder.INSTANCE);
    words.forEach(
        (word, count) -> segmenter.segment(word, piece -> counts.merge(piece, count, Long::sum)));
    return counts;
  }

  private static boolean isMerged(String piece) {
    return piece.codePointCount(0, piece.length()) > 1;
  }
}
