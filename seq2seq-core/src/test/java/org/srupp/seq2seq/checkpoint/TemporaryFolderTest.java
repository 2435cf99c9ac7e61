package org.srupp.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path parent;

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aClosedFolderIsGone() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "test")) {
      assertTrue(folder.path().getFileName().toString().startsWith("srupp-test-"));
      Files.writeString(folder.path().resolve("a"), "text");
      assertEquals(List.of(folder.path()), left());
    }
    assertEquals(List.of(), left());
  }

  @Test
  void whatAKilledProcessLeftGoesAndNothingElse() throws IOException {
    Path killed = Files.createDirectory(parent.resolve("srupp-test-1"));
    Files.writeString(killed.resolve("in-use.lock"), "");
    Files.writeString(killed.resolve("src.tokens"), "ids");
    Path foreign = Files.createDirectory(parent.resolve("srupp-notes"));
    Path link = Files.createSymbolicLink(parent.resolve("srupp-link"), foreign);
    try (TemporaryFolder first = TemporaryFolder.create(parent, "test");
        TemporaryFolder second = TemporaryFolder.create(parent, "test")) {
      assertFalse(Files.exists(killed));
      assertTrue(Files.isDirectory(first.path()));
      assertTrue(Files.isDirectory(second.path()));
    }
    assertEquals(List.of(link, foreign), left());
  }
}
