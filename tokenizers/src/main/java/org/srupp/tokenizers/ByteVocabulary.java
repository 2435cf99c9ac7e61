package org.srupp.tokenizers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * The distinct bytes of a corpus in order of their value (unsigned); the id is the rank. The file
 * writes a byte as {@code <0x0A>}.
 */
public final class ByteVocabulary implements CorpusVocabulary {
  private final SymbolTable table;
  private final int[] ids = new int[BytePieces.COUNT];
  private final byte[] values;

  /**
   * A vocabulary of every byte that occurs.
   *
   * @param counts how often each byte value from 0 to 255 occurs in the whole corpus
   * @throws IllegalArgumentException if there are not 256 counts, or one is negative
   */
  public static ByteVocabulary of(long[] counts) {
    if (counts.length != BytePieces.COUNT || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "counts must be 256 numbers of 0 or more, found " + Arrays.toString(counts));
    }
    List<Entry> entries = new ArrayList<>();
    for (int value = 0; value < counts.length; value++) {
      if (counts[value] > 0) {
        entries.add(new Entry(BytePieces.of((byte) value), counts[value]));
      }
    }
    return new ByteVocabulary(entries);
  }

  ByteVocabulary(List<Entry> entries) {
    table = new SymbolTable(entries);
    values = new byte[table.size()];
    Arrays.fill(ids, ABSENT);
    for (int id = 0; id < values.length; id++) {
      int value = BytePieces.value(table.symbol(id));
      if (value < 0 || (id > 0 && value <= (values[id - 1] & 0xff))) {
        throw new IllegalArgumentException(
            "vocabulary: symbol "
                + id
                + " is "
                + table.symbol(id)
                + ", expected bytes as <0x00> to <0xFF>, in order of their values");
      }
      values[id] = (byte) value;
      ids[value] = id;
    }
  }

  /** The id of a byte, or {@link #ABSENT}. */
  public int id(byte value) {
    return ids[value & 0xff];
  }

  /**
   * The byte of an id.
   *
   * @throws IllegalArgumentException if there is no such id
   */
  public byte value(int id) {
    table.symbol(id); // checks it
    return values[id];
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

  /** The ids of the text's UTF-8 bytes. */
  @Override
  public int[] encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The ids of bytes.
   *
   * @throws IllegalArgumentException if a byte is not here; names the first one and its place
   */
  public int[] encode(byte[] bytes) {
    int[] out = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = id(bytes[i]);
      if (out[i] == ABSENT) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "byte %d: %s is not among the %d bytes of the vocabulary",
                i + 1,
                BytePieces.of(bytes[i]),
                size()));
      }
    }
    return out;
  }

  /** The text of the ids' bytes; bytes that are not UTF-8 become U+FFFD. */
  @Override
  public String decode(int[] line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(line.length);
    for (int id : line) {
      out.write(value(id));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void write(Path file) throws IOException {
    CorpusVocabularyFile.write(file, List.of("bytes"), table.entries());
  }
}
