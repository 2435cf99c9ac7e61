package org.srupp.recipes;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.srupp.recipes.translation.InputLine;
import org.srupp.recipes.translation.InputLine.Flaw;
import org.srupp.recipes.translation.LineFeed;
import org.srupp.recipes.translation.LineInput;

/**
 * Reads text line by line, one at a time in memory: UTF-8, plain or gzip, LF or CR LF at the end of
 * a line. Bytes that are not UTF-8 become U+FFFD with a warning.
 */
final class TextFlow {
  /** Beyond this a file is hardly text; reading on would fill the memory. */
  static final int LONGEST_LINE = 1 << 26;

  private final InputStream standardInput;
  private final LineWarnings notUtf8;

  TextFlow(InputStream standardInput, PrintWriter err) {
    this.standardInput = standardInput;
    this.notUtf8 = new LineWarnings(err, "bytes that are not UTF-8 are read as U+FFFD");
  }

  /** Writes what {@code change} makes of each line; what is written is seen before input waits. */
  void map(List<String> files, UnaryOperator<String> change, PrintWriter out) {
    each(
        files.isEmpty() ? List.of(LineFeed.STANDARD_INPUT) : files,
        line -> {
          out.print(change.apply(line));
          out.print('\n');
        },
        out::flush);
    out.flush();
  }

  /** Passes each line to {@code sink}. */
  void each(List<String> files, Consumer<String> sink) {
    each(files, sink, () -> {});
  }

  private void each(List<String> files, Consumer<String> sink, Runnable beforeWaiting) {
    requireReadable(files);
    for (String file : files) {
      if (file.equals(LineFeed.STANDARD_INPUT)) {
        readAll(LineInput.ofStream(standardInput, "standard input", beforeWaiting), sink);
      } else {
        try (LineInput input = LineInput.ofFile(file, beforeWaiting)) {
          readAll(input, sink);
        }
      }
    }
    notUtf8.finish();
  }

  private void readAll(LineInput input, Consumer<String> sink) {
    input.keeping(LONGEST_LINE);
    for (InputLine line = input.next(); line != null; line = input.next()) {
      if (line.flaw() == Flaw.TOO_LONG) {
        throw new IllegalArgumentException(
            line.place()
                + ": longer than "
                + LONGEST_LINE
                + " bytes, expected text with line breaks");
      }
      if (line.flaw() == Flaw.NOT_UTF8) {
        notUtf8.add(line.place());
      }
      sink.accept(line.text());
    }
  }

  /**
   * Checks that files can be read before anything is written.
   *
   * @throws IllegalArgumentException naming all that cannot
   */
  static void requireReadable(List<String> files) {
    List<String> wrong = new ArrayList<>();
    for (String file : files) {
      if (file.equals(LineFeed.STANDARD_INPUT)) {
        continue;
      }
      if (!Files.exists(Path.of(file))) {
        wrong.add(file + ": no such file");
      } else if (Files.isDirectory(Path.of(file))) {
        wrong.add(file + ": a folder, expected a text file");
      } else if (!Files.isReadable(Path.of(file))) {
        wrong.add(file + ": no permission to read it");
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
