package org.srupp.recipes.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** {@code log.jsonl}: one JSON object a line, each handed to the system as soon as it is known. */
public final class MetricsLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  /** Appends where the channel stands. */
  MetricsLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the log to append, cut back to what was known at {@code step}, so that a resumed run
   * reads as one run.
   *
   * <p>A last line that a kill left half written is dropped.
   *
   * @param step the last step whose records stay; 0 for a new run
   * @throws UncheckedIOException if the file cannot be read or written, or a line before the last
   *     is not a record
   */
  public static MetricsLog open(Path file, long step) {
    try {
      long end = Files.exists(file) ? endOf(file, step) : 0;
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      channel.truncate(end).position(end);
      return new MetricsLog(file, channel);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  /** All records of a log; a half-written last line is left out. */
  public static List<MetricsRecord> read(Path file) {
    try {
      List<MetricsRecord> records = new ArrayList<>();
      for (Line line : lines(file)) {
        records.add(line.record());
      }
      return records;
    } catch (UncheckedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  /**
   * Appends one line.
   *
   * @throws UncheckedIOException if the disk refuses: nothing of the line is kept, and the message
   *     says what to do
   */
  public void append(MetricsRecord metrics) {
    long before = -1;
    try {
      before = channel.position();
      ByteBuffer line = ByteBuffer.wrap((metrics.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      dropHalfLine(before, e);
      throw new UncheckedIOException(
          "cannot append to "
              + file
              + ": "
              + AtomicFiles.reason(e)
              + "; the checkpoints are whole: make room and go on with --resume",
          e);
    }
  }

  private void dropHalfLine(long end, IOException cause) {
    try {
      if (end >= 0) {
        channel.truncate(end);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  private record Line(MetricsRecord record, long end) {}

  private static long endOf(Path file, long step) throws IOException {
    long end = 0;
    for (Line line : lines(file)) {
      if (line.record().step() > step) {
        break;
      }
      end = line.end();
    }
    return end;
  }

  private static List<Line> lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        String text = new String(bytes, start, i - start, StandardCharsets.UTF_8);
        try {
          lines.add(new Line(MetricsRecord.parse(text), i + 1L));
        } catch (IOException e) {
          if (i + 1 == bytes.length) {
            break; // a power cut may leave zeros and a line end
          }
          String message =
              file
                  + ", line "
                  + (lines.size() + 1)
                  + ": not a record of a training; delete that line";
          throw new UncheckedIOException(message, e);
        }
        start = i + 1;
      }
    }
    return lines;
  }
}
