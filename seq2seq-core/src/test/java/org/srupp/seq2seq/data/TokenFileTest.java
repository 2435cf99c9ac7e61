package org.srupp.seq2seq.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "vocabulary {0}, {1} bytes an id")
  @CsvSource({"1,2", "8836,2", "65536,2", "65537,4", "2000000000,4"})
  void readsWhatWasWritten(int vocabularySize, int width) throws IOException {
    var random = new SplittableRandom(7);
    List<int[]> written = new ArrayList<>();
    for (int i = 0; i < 5_003; i++) {
      written.add(random.ints(random.nextInt(0, 40), 0, vocabularySize).toArray());
    }
    written.add(new int[] {vocabularySize - 1, 0});
    Path file = write("ids", vocabularySize, written);
    try (TokenFile read = TokenFile.open(file)) {
      assertEquals(written.size(), read.size());
      assertEquals(vocabularySize, read.vocabularySize());
      assertEquals(written.stream().mapToLong(s -> s.length).sum(), read.tokens());
      for (int i = 0; i < written.size(); i++) {
        assertEquals(written.get(i).length, read.length(i));
        assertArrayEquals(written.get(i), read.ids(i), "sentence " + i);
      }
      assertThrows(IndexOutOfBoundsException.class, () -> read.ids(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> read.ids(read.size()));
      assertEquals(
          width, (Files.size(file) - 64 - 8L * (read.size() + 1)) / Math.max(1, read.tokens()));
    }
  }

  @Test
  void aCorpusWithoutSentencesIsAFileToo() throws IOException {
    try (TokenFile read = TokenFile.open(write("none", 10, List.of()))) {
      assertEquals(0, read.size());
      assertEquals(0, read.tokens());
    }
  }

  @Test
  void theNameAppearsOnlyWithCommit() throws IOException {
    Path file = write("ids", 10, List.of(new int[] {1, 2}));
    try (var writer = new TokenFileWriter(file, 10)) {
      writer.add(new int[] {3, 4, 5});
    }
    try (TokenFile read = TokenFile.open(file)) {
      assertArrayEquals(new int[] {1, 2}, read.ids(0), "the older file must stay");
    }
    assertEquals(List.of(file), list(), "an abandoned writer must leave nothing behind");
  }

  @Test
  void commitTwiceIsRefused() throws IOException {
    try (var writer = new TokenFileWriter(folder.resolve("ids"), 10)) {
      writer.commit();
      var failure = assertThrows(IllegalStateException.class, writer::commit);
      assertTrue(
          failure.getMessage().endsWith("ids: has been committed already"), failure.getMessage());
    }
    assertTrue(Files.exists(folder.resolve("ids")), "closing must not take back a commit");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10})
  void idsOutsideTheVocabularyAreRefused(int id) throws IOException {
    try (var writer = new TokenFileWriter(folder.resolve("ids"), 10)) {
      writer.add(new int[] {9});
      var failure =
          assertThrows(IllegalArgumentException.class, () -> writer.add(new int[] {0, id}));
      assertTrue(
          failure
              .getMessage()
              .endsWith("ids, sentence 2: id " + id + " is outside the vocabulary of 10"),
          failure.getMessage());
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("nowhere").resolve("ids");
    var failure = assertThrows(IOException.class, () -> new TokenFileWriter(file, 10));
    assertEquals(
        file + ".part: cannot be written: there is no folder " + file.getParent(),
        failure.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("gone");
    assertRefused(file, ": there is no such token file; prepare the corpus first");
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    Path shorter = Files.writeString(folder.resolve("short.txt"), "ein Hund\n");
    assertRefused(
        shorter,
        ": is not a token file (9 bytes, a header alone has 64); prepare the corpus again");
    Path text = Files.writeString(folder.resolve("text.txt"), "ein Hund rennt\n".repeat(20));
    assertRefused(
        text, ": is not a token file (it does not start with SRUPPTOK); prepare the corpus again");
  }

  @Test
  void newerVersionsAreRefused() throws IOException {
    Path file = write("ids", 10, List.of(new int[] {1, 2}));
    overwrite(file, 8, 2);
    assertRefused(
        file,
        ": is a token file of version 2, this program reads version 1; prepare the corpus again");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = write("ids", 10, List.of(new int[] {1, 2}, new int[] {3}));
    byte[] whole = Files.readAllBytes(file);
    assertEquals(96, whole.length);
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
      var failure = assertThrows(IOException.class, () -> TokenFile.open(cut), "length " + length);
      assertTrue(failure.getMessage().startsWith(cut + ": "), failure.getMessage());
    }
    assertRefused(
        folder.resolve("cut"),
        ": has 95 bytes, its header promises 96; it was cut or extended, prepare the corpus again");
  }

  @Test
  void everyFlippedBitIsRefusedButThoseOfThePadding() throws IOException {
    Path file = write("ids", 10, List.of(new int[] {1, 2}, new int[] {3}));
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path copy = Files.write(folder.resolve("damaged"), damaged);
      boolean padding = bit / 8 >= 70 && bit / 8 < 72;
      if (!padding) {
        assertThrows(IOException.class, () -> TokenFile.open(copy), "bit " + bit);
      }
    }
  }

  @Test
  void damageIsSaidToBeWhereItIs() throws IOException {
    Path file = write("ids", 10, List.of(new int[] {1, 2}, new int[] {3}));
    byte[] whole = Files.readAllBytes(file);
    overwrite(file, 64, 77);
    assertRefused(
        file, ": the ids are damaged (their checksum is wrong); prepare the corpus again");
    Files.write(file, whole);
    overwrite(file, 72, 77);
    assertRefused(
        file, ": the offsets are damaged (their checksum is wrong); prepare the corpus again");
    Files.write(file, whole);
    overwrite(file, 24, 77);
    assertRefused(
        file, ": the header is damaged (its checksum is wrong); prepare the corpus again");
  }

  @Test
  void fingerprintsTellContentsApart() throws IOException {
    try (TokenFile one =
            TokenFile.open(write("one", 10, List.of(new int[] {1, 2}, new int[] {3})));
        TokenFile same =
            TokenFile.open(write("same", 10, List.of(new int[] {1, 2}, new int[] {3})));
        TokenFile other =
            TokenFile.open(write("other", 10, List.of(new int[] {1}, new int[] {2, 3})))) {
      assertEquals(one.fingerprint(), same.fingerprint());
      assertNotEquals(one.fingerprint(), other.fingerprint());
    }
  }

  @Test
  void readingAfterCloseFails() throws IOException {
    TokenFile file = TokenFile.open(write("ids", 10, List.of(new int[] {1, 2})));
    file.close();
    assertThrows(IllegalStateException.class, () -> file.ids(0));
  }

  /** A file with a hole takes no room on disk; its last ids lie beyond what an int can address. */
  @Test
  @Tag("slow")
  void filesBeyondTwoGibibytesAreRead() throws IOException {
    long tokens = 600_000_001L; // four bytes each
    Path file = folder.resolve("large");
    ByteBuffer offsets = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    offsets.putLong(0).putLong(3).putLong(tokens - 2).putLong(tokens).flip();
    byte[] last = {1, 2, 0, 0};
    CRC32C ids = new CRC32C();
    byte[] zeros = new byte[1 << 20];
    for (long left = (tokens - 1) * 4; left > 0; left -= Math.min(left, zeros.length)) {
      ids.update(zeros, 0, (int) Math.min(left, zeros.length));
    }
    ids.update(last);
    CRC32C offsetsSum = new CRC32C();
    offsetsSum.update(offsets.duplicate());
    var header =
        new TokenFileHeader(
            4, 100_000, 3, tokens, (int) ids.getValue(), (int) offsetsSum.getValue());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(header.toBytes(), 0);
      channel.write(ByteBuffer.wrap(last), 64 + (tokens - 1) * 4);
      channel.write(offsets, header.offsetsStart());
    }
    try (TokenFile read = TokenFile.open(file)) {
      assertArrayEquals(new int[] {0, 513}, read.ids(2));
      assertEquals(tokens, read.tokens());
    }
  }

  private Path write(String name, int vocabularySize, List<int[]> sentences) throws IOException {
    Path file = folder.resolve(name);
    try (var writer = new TokenFileWriter(file, vocabularySize)) {
      for (int[] sentence : sentences) {
        writer.add(sentence);
      }
      assertFalse(Files.exists(file) && Files.size(file) == 0);
      writer.commit();
    }
    return file;
  }

  private List<Path> list() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void overwrite(Path file, int position, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] = (byte) value;
    Files.write(file, bytes);
  }

  private static void assertRefused(Path file, String message) {
    assertEquals(
        file + message, assertThrows(IOException.class, () -> TokenFile.open(file)).getMessage());
  }
}
