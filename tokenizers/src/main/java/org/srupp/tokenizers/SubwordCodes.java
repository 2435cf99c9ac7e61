package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * Byte-pair merges as subword-nmt and fastBPE keep them: the last character of a word carries
 * {@code </w>}, and a piece that does not end its word is written with {@code @@}.
 *
 * @param merges the pairs; the first has the highest priority; of a pair that comes twice the first
 *     counts
 * @param counts how often each pair occurred when it was merged; empty where the file does not say
 */
public record SubwordCodes(List<Merge> merges, List<Long> counts) {
  /** The two kinds of code files. */
  public enum Format {
    /** {@code #version: 0.2}, then {@code left right} a line. */
    SUBWORD_NMT,
    /** {@code left right count} a line. */
    FAST_BPE
  }

  public SubwordCodes {
    merges = List.copyOf(merges);
    counts = List.copyOf(counts);
    if (!counts.isEmpty() && counts.size() != merges.size()) {
      throw new IllegalArgumentException(
          "codes need one count for each merge or none, found "
              + counts.size()
              + " for "
              + merges.size());
    }
  }

  /**
   * Reads a code file of either format, told apart by its first line.
   *
   * @throws TokenizerFileException if the file has neither format or lines are malformed; names the
   *     lines
   */
  public static SubwordCodes read(Path file) throws IOException {
    return SubwordCodesFile.read(file);
  }

  /**
   * Writes a code file; it appears whole or not at all. Pairs that come again are left out of a
   * file of {@link Format#FAST_BPE}, whose reader refuses them.
   *
   * @throws IllegalArgumentException if the format needs counts and there are none
   */
  public void write(Path file, Format format) throws IOException {
    SubwordCodesFile.write(file, this, format);
  }

  /** The codes of the first {@code most} merges. */
  public SubwordCodes first(int most) {
    int n = Math.min(most, merges.size());
    return new SubwordCodes(
        merges.subList(0, n), counts.isEmpty() ? List.of() : new ArrayList<>(counts.subList(0, n)));
  }
}
