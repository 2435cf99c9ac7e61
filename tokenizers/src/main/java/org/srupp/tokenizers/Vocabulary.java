package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The pieces of one side and their ids, which count from 0 in the order of the file. Immutable.
 *
 * <p>Its file is UTF-8 text, one piece a line, {@code piece TAB count}; the count says how often
 * the piece occurs in the training text. {@code <pad>} and {@code <unk>} must be among the pieces,
 * {@code <sos>} and {@code <eos>} may.
 */
public final class Vocabulary {
  /** What an unknown piece is written as, U+2047. */
  public static final String UNKNOWN_TEXT = "\u2047";

  /** A piece and how often it occurs in the training text. */
  public record Entry(String piece, long count) {}

  private final List<Entry> entries;
  private final Map<String, Integer> ids;
  private final SpecialTokens specials;

  /**
   * A vocabulary of these entries, in order of their ids.
   *
   * @throws IllegalArgumentException if pieces repeat, are empty, contain TAB or a line break, or
   *     lack a special; all mistakes are named
   */
  public Vocabulary(List<Entry> entries) {
    List<String> mistakes = VocabularyFile.mistakes(entries);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("vocabulary: " + String.join("; ", mistakes));
    }
    this.entries = List.copyOf(entries);
    this.ids = HashMap.newHashMap(entries.size());
    for (int id = 0; id < entries.size(); id++) {
      ids.put(entries.get(id).piece(), id);
    }
    this.specials =
        new SpecialTokens(
            ids.get(SpecialTokens.PAD),
            ids.get(SpecialTokens.UNK),
            ids.getOrDefault(SpecialTokens.SOS, SpecialTokens.NONE),
            ids.getOrDefault(SpecialTokens.EOS, SpecialTokens.NONE));
  }

  /**
   * A vocabulary that opens with the pieces of {@code specials} ({@link SpecialTokens#SOURCE} or
   * {@link SpecialTokens#TARGET}).
   */
  public static Vocabulary of(SpecialTokens specials, List<Entry> pieces) {
    List<Entry> entries = new ArrayList<>();
    specials.leadingPieces().forEach(piece -> entries.add(new Entry(piece, 0)));
    entries.addAll(pieces);
    return new Vocabulary(entries);
  }

  /**
   * Reads a vocabulary file.
   *
   * @throws TokenizerFileException if lines are malformed, pieces repeat or a special is missing;
   *     names the lines
   */
  public static Vocabulary read(Path file) throws IOException {
    return VocabularyFile.read(file);
  }

  /** Writes the file that {@link #read} reads; it appears whole or not at all. */
  public void write(Path file) throws IOException {
    VocabularyFile.write(file, entries);
  }

  /** The number of pieces, specials included. */
  public int size() {
    return entries.size();
  }

  public boolean contains(String piece) {
    return ids.containsKey(piece);
  }

  /** The id of a piece, or that of {@code <unk>} for a piece that is not here. */
  public int id(String piece) {
    return ids.getOrDefault(piece, specials.unk());
  }

  /**
   * The piece of an id.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  public String piece(int id) {
    return entry(id).piece();
  }

  /** How often the piece occurs in the training text. */
  public long count(int id) {
    return entry(id).count();
  }

  public SpecialTokens specials() {
    return specials;
  }

  /** CRC32C of the pieces in order, in UTF-8, a line feed after each: tells vocabularies apart. */
  public int checksum() {
    CRC32C crc = new CRC32C();
    for (Entry entry : entries) {
      crc.update((entry.piece() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return (int) crc.getValue();
  }

  private Entry entry(int id) {
    if (id < 0 || id >= entries.size()) {
      throw new IllegalArgumentException(
          "id "
              + id
              + " is not in the vocabulary, whose ids are 0 to "
              + (entries.size() - 1)
              + "; was it made with another one?");
    }
    return entries.get(id);
  }
}
