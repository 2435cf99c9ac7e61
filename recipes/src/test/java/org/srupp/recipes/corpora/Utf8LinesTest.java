package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.archive.ArchiveException;
import org.srupp.recipes.corpora.archive.Archives;

class Utf8LinesTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text"), bytes);
  }

  private List<String> lines(byte[] bytes) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Utf8Lines in = Utf8Lines.open(file(bytes))) {
      for (String line = in.next(); line != null; line = in.next()) {
        lines.add(line);
        assertEquals(lines.size(), in.number());
      }
      return lines;
    }
  }

  private List<String> lines(String text) throws IOException {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refused(byte[] bytes) {
    return assertThrows(CorpusException.class, () -> lines(bytes)).getMessage();
  }

  @Test
  void aByteOrderMarkAtTheBeginningIsNoText() throws IOException {
    assertEquals(List.of("a", "\uFEFFb"), lines("\uFEFFa\n\uFEFFb\n"));
    assertEquals(List.of(""), lines("\uFEFF"));
    byte[] bad = "\uFEFFa!".getBytes(StandardCharsets.UTF_8);
    bad[4] = (byte) 0xFC;
    assertEquals(
        folder.resolve("text")
            + ", line 1: byte 0xFC at offset 4 is not UTF-8; convert the file to UTF-8",
        refused(bad));
  }

  @Test
  void onlyLineFeedsEndALine() throws IOException {
    assertEquals(List.of(), lines(""));
    assertEquals(List.of("", "a", "", "b"), lines("\na\n\nb"));
    assertEquals(List.of("a", "b"), lines("a\r\nb\r\n"));
    assertEquals(List.of("a\rb\u2028c\u0085d\u000be\fi"), lines("a\rb\u2028c\u0085d\u000be\fi\n"));
  }

  @Test
  void everyTextIsALineLikeAnyOther() throws IOException {
    List<String> text =
        List.of(
            "NUL \0 within",
            "\uD83D\uDE00 emoji",
            "e\u0301 combining",
            "\u05E9\u05DC\u05D5\u05DD",
            "\uFFFD of its own",
            "\uFEFFmark",
            "\uD840\uDC00",
            "\t");
    assertEquals(text, lines(String.join("\n", text)));
    assertEquals(text, lines(Archives.gzip(String.join("\n", text) + "\n")));
  }

  @Test
  void linesOfAnyLengthCrossTheBuffer() throws IOException {
    List<String> text = new ArrayList<>();
    for (int length : new int[] {65_535, 65_536, 65_537, 0, 1, 131_072, 10_000_000, 3}) {
      text.add("\u00E4x".repeat(length / 2) + "y".repeat(length % 2));
    }
    assertEquals(text, lines(String.join("\n", text)));
    assertEquals(text, lines(String.join("\r\n", text) + "\r\n"));
  }

  @Test
  void bytesThatAreNotUtf8AreNamed() {
    assertEquals(
        folder.resolve("text")
            + ", line 2: byte 0xFC at offset 5 is not UTF-8; convert the file to UTF-8",
        refused("gut\nM\u00fcll\n".getBytes(StandardCharsets.ISO_8859_1)));
    byte[] late = ("\u00E4\n".repeat(100_000) + "a\uFFFD").getBytes(StandardCharsets.UTF_8);
    late[late.length - 1] = (byte) 0xC3;
    assertTrue(
        refused(late).contains(", line 100001: byte 0xEF at offset 300001 is not UTF-8"),
        refused(late));
    for (String bad : new String[] {"C0 80", "ED A0 80", "F5 80 80 80", "E2 82", "80"}) {
      byte[] bytes = new byte[bad.split(" ").length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(bad.split(" ")[i], 16);
      }
      assertTrue(refused(bytes).contains(", line 1: byte 0x"), bad);
    }
  }

  @Test
  void cutAndDamagedGzipDataIsNamed() throws IOException {
    byte[] whole = Archives.gzip("eins\nzwei\n".repeat(10_000));
    assertTrue(
        refused(Arrays.copyOf(whole, whole.length - 9))
            .matches(".*text, line \\d+: the gzip data is damaged or cut off \\(.*\\); copy .*"));
    assertTrue(
        refused(Arrays.copyOf(whole, 5)).contains("text: cannot be opened as gzip ("),
        refused(Arrays.copyOf(whole, 5)));
    whole[whole.length - 6] ^= 1;
    assertTrue(refused(whole).contains("the gzip data is damaged or cut off ("), refused(whole));
  }

  @Test
  void aWebPageIsNoGzipText() throws IOException {
    Path page = Files.writeString(folder.resolve("train.de.gz"), "<html><title>404</title></html>");
    assertEquals(
        page
            + ": is a web page (404), the answer of a server that has no file, expected"
            + " gzip-compressed text; delete it and get it again",
        assertThrows(ArchiveException.class, () -> Utf8Lines.open(page)).getMessage());
    assertEquals(List.of("<html>"), lines("<html>\n"), "a user's text may begin with anything");
  }

  @Test
  void aFileThatIsNotThereIsNamedOnce() {
    Path none = folder.resolve("test.src");
    assertEquals(
        none + " cannot be read: no such file",
        assertThrows(UncheckedIOException.class, () -> Utf8Lines.open(none)).getMessage());
  }

  @Test
  void aLineLargerThanAnyTextIsRefused() {
    byte[] bytes = new byte[(1 << 26) + (1 << 17)];
    Arrays.fill(bytes, (byte) 'x');
    assertEquals(
        folder.resolve("text")
            + ", line 1: has more than 67108864 bytes, expected a sentence; is the file text with"
            + " one sentence a line?",
        refused(bytes));
  }
}
