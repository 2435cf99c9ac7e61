package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.srupp.tokenizers.text.TextNormalizer;
import org.srupp.tokenizers.text.WordSplitter;

/**
 * Raw text to byte-pair pieces and back.
 *
 * <p>{@code decode(encode(x))} equals {@code x} up to this normalisation, in this order: U+2581
 * counts as a blank, then what {@link TextNormalizer} does (lone surrogates, lower case if the
 * codes say so, form C, white space collapsed). Without byte fallback a character that the
 * vocabulary lacks comes back as {@link Vocabulary#UNKNOWN_TEXT}.
 */
public final class BpeTokenizer implements Tokenizer {
  /**
   * Frequent words come early, so the cache just stops growing; long words would fill it and do not
   * come back.
   */
  private static final int CACHED_WORDS = 1 << 16;

  private static final int LONGEST_CACHED = 32;

  private record Segment(int[] ids, List<String> pieces) {}

  private final BpeCodes codes;
  private final Vocabulary vocabulary;
  private final TextNormalizer normalizer;
  private final BpeSegmenter segmenter;
  private final Map<String, Segment> cache = new ConcurrentHashMap<>();

  /**
   * A tokenizer of these codes and the vocabulary of its side.
   *
   * @throws IllegalArgumentException if the codes ask for byte fallback and the vocabulary lacks a
   *     byte piece
   */
  public BpeTokenizer(BpeCodes codes, Vocabulary vocabulary) {
    if (codes.byteFallback()) {
      List<String> absent =
          BytePieces.all().stream().filter(piece -> !vocabulary.contains(piece)).toList();
      if (!absent.isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the codes ask for byte fallback, but the vocabulary lacks %d of %d byte pieces, the first being %s; were both made together?",
                absent.size(),
                BytePieces.COUNT,
                absent.get(0)));
      }
    }
    this.codes = codes;
    this.vocabulary = vocabulary;
    this.normalizer = codes.normalizer();
    this.segmenter = new BpeSegmenter(new BpeMerger(codes), vocabulary::contains);
  }

  public BpeCodes codes() {
    return codes;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encode(String line) {
    IdBuffer ids = new IdBuffer(line.length() / 4);
    WordSplitter.split(normalized(line), word -> ids.add(segment(word).ids));
    return ids.toArray();
  }

  @Override
  public List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    WordSplitter.split(normalized(line), word -> pieces.addAll(segment(word).pieces));
    return pieces;
  }

  @Override
  public String decode(int[] ids) {
    PieceText text = new PieceText();
    for (int id : ids) {
      String piece = vocabulary.piece(id);
      int value = codes.byteFallback() ? BytePieces.value(piece) : -1;
      if (value >= 0) {
        text.addByte(value);
      } else if (id == vocabulary.specials().unk()) {
        text.add(Vocabulary.UNKNOWN_TEXT);
      } else if (!vocabulary.specials().isSilent(id)) {
        text.add(piece);
      }
    }
    return WordSplitter.unmark(text.toString());
  }

  private String normalized(String line) {
    return normalizer.apply(line.replace(WordSplitter.MARKER, ' '));
  }

  private Segment segment(String word) {
    Segment cached = cache.get(word);
    if (cached != null) {
      return cached;
    }
    Segment segment = cut(word);
    if (word.length() <= LONGEST_CACHED && cache.size() < CACHED_WORDS) {
      cache.put(word, segment);
    }
    return segment;
  }

  private Segment cut(String word) {
    List<String> pieces = new ArrayList<>();
    segmenter.segment(
        word,
        piece -> {
          if (codes.byteFallback() && !vocabulary.contains(piece)) {
            pieces.addAll(BytePieces.of(piece));
          } else {
            pieces.add(piece);
          }
        });
    int[] ids = new int[pieces.size()];
    Arrays.setAll(ids, i -> vocabulary.id(pieces.get(i)));
    return new Segment(ids, pieces);
  }
}
