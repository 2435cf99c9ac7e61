package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pairs of lines on disk, readable from the beginning any number of times. */
interface LinePairs {
  /** Takes one pair. */
  @FunctionalInterface
  interface Each {
    /**
     * @param line number in the files, from 1
     * @param target null if the line has no second side
     */
    void pair(long line, String source, String target) throws IOException;
  }

  /** The files read. */
  List<Path> files();

  /**
   * Reads every pair, in order.
   *
   * @return how many there are
   * @throws CorpusException if a line is not UTF-8 or the sides do not match
   * @throws IOException if {@code each} fails
   */
  long read(Each each) throws IOException;

  /** For messages. */
  default String name() {
    return String.join(" and ", files().stream().map(Path::toString).toList());
  }
}
