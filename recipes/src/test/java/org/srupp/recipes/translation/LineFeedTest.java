package org.srupp.recipes.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFeedTest {
  @TempDir private Path folder;

  @Test
  void plentifulInputComesInFullWindowsInOrder() throws Exception {
    Path file = folder.resolve("text");
    List<String> lines = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
    Files.write(file, lines);
    LineFeed feed = LineFeed.start(List.of(file.toString()), InputStream.nullInputStream());
    List<String> found = new ArrayList<>();
    for (List<InputLine> window = feed.take(300); !window.isEmpty(); window = feed.take(300)) {
      assertTrue(window.size() == 300 || found.size() + window.size() == 20_000);
      window.forEach(line -> found.add(line.text()));
    }
    assertEquals(lines, found);
  }

  @Test
  void readingAheadIsBounded() throws Exception {
    AtomicLong given = new AtomicLong();
    LineFeed feed = LineFeed.start(List.of("-"), endless(given));
    assertEquals(1000, feed.take(1000).size());
    long before = -1;
    while (before != given.get()) { // until the reader waits
      before = given.get();
      Thread.sleep(50);
    }
    assertTrue(before < 10_000_000, before + " bytes read for 1,000 lines");
    assertEquals(1000, feed.take(1000).size());
  }

  private static InputStream endless(AtomicLong given) {
    return new InputStream() {
      @Override
      public int read() {
        return given.incrementAndGet() % 100 == 0 ? '\n' : 'x';
      }

      @Override
      public int available() {
        return 1;
      }
    };
  }

  @Test
  void linesBeforeAFailureAreHandedOver() throws Exception {
    byte[] text = "a\nb\n".getBytes(StandardCharsets.UTF_8);
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == text.length) {
              throw new IOException("the cable is out");
            }
            return text[at++];
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    LineFeed feed = LineFeed.start(List.of("-"), failing);
    List<String> found = new ArrayList<>();
    while (found.size() < 2) {
      feed.take(10).forEach(line -> found.add(line.text()));
    }
    assertEquals(List.of("a", "b"), found);
    TextInputException failure = assertThrows(TextInputException.class, () -> feed.take(10));
    assertEquals("standard input, line 3: cannot be read: the cable is out", failure.getMessage());
  }
}
