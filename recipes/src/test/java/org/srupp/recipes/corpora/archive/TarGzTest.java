package org.srupp.recipes.corpora.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {
  @TempDir Path folder;
  private Path archive;
  private Path into;

  @BeforeEach
  void folders() throws IOException {
    archive = folder.resolve("a.tgz");
    into = Files.createDirectory(folder.resolve("into"));
  }

  private Map<String, Path> extract() {
    return TarGz.extract(archive, name -> !name.startsWith("skipped"), into);
  }

  private String refused() {
    return assertThrows(ArchiveException.class, this::extract).getMessage();
  }

  private List<String> unpacked() throws IOException {
    try (var files = Files.list(into)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void wantedFilesAreUnpackedWithoutTheirFolders() throws IOException {
    byte[] bytes = new byte[100_001];
    new SplittableRandom(3).nextBytes(bytes);
    new Archives()
        .file("de-en/README", "read me")
        .file("de-en/skipped", bytes)
        .file("x/".repeat(60) + "long name", bytes)
        .file("empty", "")
        .file("exact", new byte[1024])
        .tarGz(archive);
    assertEquals(List.of("README", "long name", "empty", "exact"), List.copyOf(extract().keySet()));
    assertEquals(List.of("README", "empty", "exact", "long name"), unpacked());
    assertEquals("read me", Files.readString(into.resolve("README")));
    assertEquals(-1, Files.mismatch(into.resolve("long name"), write("expected", bytes)));
    assertEquals(1024, Files.size(into.resolve("exact")));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void namesInPaxHeadersAreRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      Archives.write(out, "pax", 'x', "22 path=some/where/up\n30 mtime=1.5\n".getBytes());
      Archives.write(out, "short", '0', "text".getBytes());
      Archives.write(out, "folder/", '5', new byte[0]);
      Archives.write(out, "plain", '0', "more".getBytes());
      out.write(new byte[1024]);
    }
    write("a.tgz", bytes.toByteArray());
    assertEquals(List.of("up", "plain"), List.copyOf(extract().keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil", "a\\..\\evil", "C:\\evil", ".."})
  void membersThatEscapeAreRefused(String name) throws IOException {
    new Archives().file("good", "text").file(name, "evil").tarGz(archive);
    assertEquals(
        archive
            + ": its member "
            + name
            + " would be written outside of the folder, which no official archive does; delete the"
            + " archive and get it from its source",
        refused());
    assertEquals(List.of("good"), unpacked());
  }

  @Test
  void namesWithDotsStay() throws IOException {
    new Archives().file("a/..b/c..d", "text").tarGz(archive);
    assertEquals(List.of("c..d"), List.copyOf(extract().keySet()));
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] content = new byte[20_000];
    new SplittableRandom(5).nextBytes(content);
    byte[] whole = new Archives().file("first", "text").file("second", content).tarGz();
    for (int length = 11; length < whole.length; length += 997) {
      write("a.tgz", java.util.Arrays.copyOf(whole, length));
      String message = refused();
      assertTrue(
          message.matches(".*a\\.tgz: is cut off .*, after " + length + " bytes; get it again"),
          message);
      assertTrue(Files.notExists(into.resolve("second")), "half a file has no name");
      assertTrue(Files.notExists(into.resolve("second.part")));
    }
  }

  @Test
  void damageIsNoticed() throws IOException {
    byte[] content = new byte[20_000];
    new SplittableRandom(5).nextBytes(content);
    byte[] whole = new Archives().file("second", content).tarGz();
    whole[whole.length / 2] ^= 0x55;
    write("a.tgz", whole);
    assertTrue(refused().contains("a.tgz: is damaged "), refused());
  }

  @Test
  void otherFilesAreNamedForWhatTheyAre() throws IOException {
    write("a.tgz", " \n<!DOCTYPE html><html><title>404 Not\n Found</title>".getBytes());
    assertEquals(
        archive
            + ": is a web page (404 Not Found), the answer of a server that has no file, expected a"
            + " gzip-compressed tar archive; delete it and get it again",
        refused());
    write("a.tgz", new byte[0]);
    assertTrue(refused().contains(": is empty, expected a gzip"), refused());
    new Archives().file("a", "b").zip(archive);
    assertTrue(refused().contains(": is a zip archive, expected a gzip"), refused());
    write("a.tgz", "just text".getBytes());
    assertTrue(refused().contains(": starts with none of the marks of an archive"), refused());
    write("a.tgz", Archives.gzip("gzip, but no tar"));
    assertTrue(refused().contains(": is cut off between two files"), refused());
    write("a.tgz", Archives.gzip("x".repeat(2000)));
    assertTrue(refused().contains("(a header has a wrong checksum)"), refused());
  }
}
