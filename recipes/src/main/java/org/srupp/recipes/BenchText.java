package org.srupp.recipes;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.bench.Counted;
import org.srupp.recipes.corpora.WordCounter;
import org.srupp.recipes.translation.InputLine;
import org.srupp.recipes.translation.LineInput;

/**
 * The text that a measurement works through, in memory.
 *
 * @param name of its file
 * @param lines at least one
 */
record BenchText(String name, List<String> lines) {

  /**
   * Reads a file, plain or .gz.
   *
   * @param err hears of bytes that are not UTF-8
   * @throws IllegalArgumentException if there is no such file, or it has no word, or a line without
   *     end
   */
  static BenchText read(Path file, PrintWriter err) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(file + ": no such file");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": a folder, expected a text file");
    }
    BenchText text = new BenchText(file.toString(), lines(file, err));
    if (text.words().count() == 0) {
      throw new IllegalArgumentException(file + ": no word, expected at least 1");
    }
    return text;
  }

  private static List<String> lines(Path file, PrintWriter err) {
    LineWarnings notUtf8 = new LineWarnings(err, "bytes that are not UTF-8 are read as U+FFFD");
    List<String> lines = new ArrayList<>();
    try (LineInput input = LineInput.ofFile(file.toString(), () -> {})) {
      for (InputLine line = input.next(); line != null; line = input.next()) {
        switch (line.flaw()) {
          case NONE -> {}
          case NOT_UTF8 -> notUtf8.add(line.place());
          case TOO_LONG ->
              throw new IllegalArgumentException(line.place() + ": too long to be one line");
        }
        lines.add(line.text());
      }
    }
    notUtf8.finish();
    return lines;
  }

  /** What stands between white space. */
  Counted words() {
    return new Counted(
        "word", lines.stream().mapToLong(line -> WordCounter.WHITE_SPACE.count("", line)).sum());
  }
}
