package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srupp.tokenizers.text.TextNormalizer;

/**
 * Byte-pair merges in the order in which they were learned, with the text rules they were learned
 * under.
 *
 * @param lowercase whether text is lower-cased first
 * @param byteFallback whether a character without a piece is written as bytes
 * @param merges the pairs; the first has the highest priority
 */
public record BpeCodes(boolean lowercase, boolean byteFallback, List<Merge> merges) {
  /** Two adjacent pieces that become one. */
  public record Merge(String left, String right) {
    /** The piece that replaces the two. */
    public String product() {
      return left + right;
    }
  }

  public BpeCodes {
    merges = List.copyOf(merges);
  }

  /**
   * Reads a code file.
   *
   * @throws TokenizerFileException if the header or a line is malformed or a pair repeats; names
   *     the lines
   */
  public static BpeCodes read(Path file) throws IOException {
    return BpeCodesFile.read(file);
  }

  /** Writes the file that {@link #read} reads; it appears whole or not at all. */
  public void write(Path file) throws IOException {
    BpeCodesFile.write(file, this);
  }

  TextNormalizer normalizer() {
    return new TextNormalizer(lowercase);
  }
}
