package org.srupp.seq2seq.shortlist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortlistFileTest {
  @TempDir Path folder;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("list");
    ShortlistFile.write(file, ShortlistTest.example());
    bytes = Files.readAllBytes(file);
  }

  private String refusal() {
    String message = assertThrows(IOException.class, () -> ShortlistFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring(file.toString().length() + 2);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Shortlist expected = ShortlistTest.example();
    Shortlist found = ShortlistFile.read(file);
    assertEquals(expected.source(), found.source());
    assertEquals(expected.target(), found.target());
    assertArrayEquals(expected.frequent(), found.frequent());
    for (int id = 0; id < 3; id++) {
      assertArrayEquals(expected.best(id), found.best(id));
    }
    assertEquals(48 + 4 * (2 + 4 + 5), bytes.length);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x40;
      Files.write(file, changed);
      refusal();
    }
  }

  @Test
  void everyOtherLengthIsNoticed() throws IOException {
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      refusal();
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertEquals(
        "has 93 bytes, its header promises 92; it was cut or extended, build it again", refusal());
  }

  @Test
  void eachDamageHasItsSentence() throws IOException {
    Files.writeString(file, "ein Hund\n".repeat(10));
    assertEquals(
        "is not a shortlist (it does not start with SRUPPSHL); build one with shortlist",
        refusal());
    change(8, 2);
    assertEquals(
        "is a shortlist of version 2, this program reads version 1; build it again", refusal());
    change(20, 9);
    assertEquals("the header is damaged (its checksum is wrong); build it again", refusal());
    change(60, 9);
    assertEquals("the lists are damaged (their checksum is wrong); build it again", refusal());
  }

  private void change(int at, int value) throws IOException {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    Files.write(file, changed);
  }

  @Test
  void aMissingFileIsNamed() {
    Path nowhere = folder.resolve("nowhere");
    var e = assertThrows(NoSuchFileException.class, () -> ShortlistFile.read(nowhere));
    assertEquals(nowhere.toString(), e.getFile());
  }
}
