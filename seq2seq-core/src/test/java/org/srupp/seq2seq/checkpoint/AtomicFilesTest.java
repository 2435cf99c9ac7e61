package org.srupp.seq2seq.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void anEarlierFileIsThere() {
    file = folder.resolve("file");
    AtomicFiles.writeText(file, "earlier");
  }

  @Test
  void aCompleteFileReplacesTheEarlierOne() throws IOException {
    AtomicFiles.writeText(file, "lätér\n");
    assertEquals("lätér\n", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void aFailureHalfwayKeepsTheEarlierFileAndSaysWhy() throws IOException {
    var e =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.wrap("half".getBytes(UTF_8)));
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        "cannot write " + file + ": No space left on device; nothing of it was kept",
        e.getMessage());
    assertEquals("earlier", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  @EnabledOnOs(OS.LINUX) // the device exists there only
  void theSystemsOwnDiskFullIsReported() throws IOException {
    var e =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    channel -> {
                      try (FileChannel full =
                          FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                        AtomicFiles.writeFully(full, ByteBuffer.allocate(10));
                      }
                    }));
    assertEquals(
        "cannot write " + file + ": No space left on device; nothing of it was kept",
        e.getMessage());
    assertEquals(List.of("file"), names());
  }

  @Test
  void aFolderAppearsWholeAndReplacesTheEarlierOne() throws IOException {
    Path target = folder.resolve("model");
    AtomicFiles.writeFolder(target, at -> Files.writeString(at.resolve("a"), "1"));
    AtomicFiles.writeFolder(target, at -> Files.writeString(at.resolve("b"), "2"));
    assertFalse(Files.exists(target.resolve("a")));
    assertEquals("2", Files.readString(target.resolve("b")));
    assertEquals(List.of("file", "model"), names());
  }

  @Test
  void aFolderThatFailsHalfwayIsNamedAndTheEarlierOneStays() throws IOException {
    Path target = folder.resolve("model");
    AtomicFiles.writeFolder(target, at -> Files.writeString(at.resolve("a"), "1"));
    var e =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFiles.writeFolder(
                    target,
                    at -> {
                      AtomicFiles.writeText(at.resolve("a"), "2");
                      AtomicFiles.write(
                          at.resolve("b"),
                          channel -> {
                            throw new IOException("No space left on device");
                          });
                    }));
    assertEquals(
        "cannot write " + target + ": No space left on device; nothing of it was kept",
        e.getMessage());
    assertEquals("1", Files.readString(target.resolve("a")));
    assertEquals(List.of("file", "model"), names());
  }

  @Test
  void aFolderThatIsAFileIsNamed() {
    var e =
        assertThrows(
            UncheckedIOException.class, () -> AtomicFiles.writeText(file.resolve("below"), "x"));
    assertEquals(
        "cannot write " + file.resolve("below") + ": it exists already; nothing of it was kept",
        e.getMessage());
  }

  @Test
  void leftoversOfAKilledRunAreCleared() throws IOException {
    Files.createDirectories(folder.resolve("step-1.tmp-77-1/deep"));
    Files.writeString(folder.resolve("step-1.tmp-77-1/deep/x"), "x");
    Files.writeString(folder.resolve("run.json.tmp-77-2"), "x");
    AtomicFiles.removeLeftovers(folder);
    assertEquals(List.of("file"), names());
    AtomicFiles.removeLeftovers(folder.resolve("none"));
  }

  @Test
  void aFolderMovedAsideWhenTheKillCameIsPutBack() throws IOException {
    Files.createDirectories(folder.resolve("model.tmp-replaced-77-1"));
    Files.createDirectories(folder.resolve("model.tmp-77-2"));
    AtomicFiles.removeLeftovers(folder);
    assertEquals(List.of("file", "model"), names());
  }

  @Test
  void aProcessThatIsAskedToEndLeavesNothingBehind() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HeldWrite.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("begun", out.readLine());
      assertEquals(2, names().size()); // the earlier file and the temporary one
    }
    process.destroy();
    process.waitFor();
    assertEquals(List.of("file"), names());
    assertEquals("earlier", Files.readString(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
