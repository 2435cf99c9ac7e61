package org.srupp.recipes.corpora.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipFilesTest {
  @TempDir Path folder;
  private final byte[] content = new byte[50_000];
  private Path archive;

  @BeforeEach
  void write() throws IOException {
    new SplittableRandom(7).nextBytes(content);
    archive =
        new Archives().file("a/text", "text").file("bytes", content).zip(folder.resolve("a.zip"));
  }

  @Test
  void filesAreReadInPlace() throws IOException {
    assertEquals(List.of("a/text", "bytes"), ZipFiles.names(archive));
    assertEquals(content.length, ZipFiles.size(archive, "bytes"));
    try (InputStream in = ZipFiles.read(archive, "bytes")) {
      in.skipNBytes(30_001);
      assertArrayEquals(Arrays.copyOfRange(content, 30_001, content.length), in.readAllBytes());
    }
  }

  @Test
  void cutArchivesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length - 50));
    String message =
        assertThrows(ArchiveException.class, () -> ZipFiles.names(archive)).getMessage();
    assertTrue(message.startsWith(archive + ": is cut off or damaged, its list of"), message);
    assertTrue(message.endsWith("; get it again"), message);
  }

  @Test
  void damagedContentIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(archive);
    whole[25_000] ^= 1;
    Files.write(archive, whole);
    ArchiveException damaged =
        assertThrows(
            ArchiveException.class,
            () -> {
              try (InputStream in = ZipFiles.read(archive, "bytes")) {
                in.readAllBytes();
              }
            });
    assertTrue(
        damaged.getMessage().startsWith(archive + ": bytes is damaged in it ("),
        damaged.getMessage());
  }

  @Test
  void webPagesAreNoArchives() throws IOException {
    Files.writeString(archive, "<html><head><title>Moved</title></head></html>");
    assertEquals(
        archive
            + ": is a web page (Moved), the answer of a server that has no file, expected a zip"
            + " archive; delete it and get it again",
        assertThrows(ArchiveException.class, () -> ZipFiles.names(archive)).getMessage());
  }
}
