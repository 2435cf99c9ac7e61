package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The vocabulary files of subword-nmt and fastBPE, {@code piece count} a line: which pieces a
 * segmented text may hold.
 */
public final class SubwordVocabulary {
  private SubwordVocabulary() {}

  /**
   * The pieces that occur at least {@code threshold} times.
   *
   * @throws TokenizerFileException if lines are malformed; names them
   */
  public static Set<String> read(Path file, long threshold) throws IOException {
    Set<String> pieces = new HashSet<>();
    List<String> mistakes = new ArrayList<>();
    int number = 0;
    for (String line : TextFile.readLines(file)) {
      number++;
      int blank = line.indexOf(' ');
      String count = line.substring(blank + 1);
      if (blank <= 0 || !count.matches("[0-9]{1,18}")) {
        mistakes.add(
            "line "
                + number
                + ": found \""
                + TextFile.shortened(line)
                + "\", expected a piece and a count with a blank between them");
      } else if (Long.parseLong(count) >= threshold) {
        pieces.add(line.substring(0, blank));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    return pieces;
  }

  /** Writes all pieces of a tally by falling count; the file appears whole or not at all. */
  public static void write(Path file, WordTally pieces) throws IOException {
    TextFile.writeLines(
        file, pieces.byCount().stream().map(entry -> entry.piece() + ' ' + entry.count()).toList());
  }
}
