package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCardTest {
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder;

  static RunCard card() {
    return new RunCard(
        "0.1.0",
        HASH,
        "./srupp train demo",
        42,
        List.of(new DataFile("train.de", 3, 1, "ab")),
        new Machine("Linux 6", "A <fast> CPU", 2, 4L << 30),
        Map.of("JDK", "25"),
        "2026-01-02T03:04:05Z",
        null,
        1234,
        List.of());
  }

  @Test
  void theCardIsReadBackWithItsScores() {
    RunCard card =
        card()
            .withEnd("2026-01-02T04:04:05Z")
            .withScore(new RunScore("test", "BLEU", 40.5, "nrefs:1"))
            .withScore(new RunScore("test", "chrF", 60.5, "nrefs:1"))
            .withScore(new RunScore("test", "BLEU", 41.5, "nrefs:1"));
    Path file = folder.resolve("run.json");
    card.write(file);
    assertEquals(card, RunCard.read(file));
    assertEquals(List.of(60.5, 41.5), card.scores().stream().map(RunScore::value).toList());
  }

  @Test
  void theNamesInTheFileAreThose() throws IOException {
    Path file = folder.resolve("run.json");
    card().write(file);
    String json = Files.readString(file);
    for (String name :
        List.of(
            "srupp",
            "commit",
            "command",
            "seed",
            "data",
            "sha256",
            "lines",
            "machine",
            "memory_bytes",
            "versions",
            "started",
            "ended",
            "parameters",
            "scores")) {
      assertTrue(json.contains("\"" + name + "\" : "), name + " in " + json);
    }
  }

  @Test
  void aFileThatIsNoCardIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("run.json"), "{\"seed\": ");
    var e = assertThrows(UncheckedIOException.class, () -> RunCard.read(file));
    String start = file + ", line 1: is not a run card: Unexpected end-of-input";
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
    Files.writeString(file, "{\n\"seed\": 1\n");
    e = assertThrows(UncheckedIOException.class, () -> RunCard.read(file));
    assertEquals(
        file
            + ", line 3: is not a run card: Unexpected end-of-input: expected close marker for"
            + " Object (start marker at line 1); bring back a whole file",
        e.getMessage());
  }

  @Test
  void linesAreCountedAndHashed() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "abc");
    // the hash of "abc" is the first example of FIPS 180-2
    assertEquals(
        new DataFile(
            file.toString(),
            3,
            1,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        DataFile.of(file));
    assertEquals(0, DataFile.of(Files.writeString(file, "")).lines());
    assertEquals(2, DataFile.of(Files.writeString(file, "a\n\n")).lines());
    assertEquals(100_000, DataFile.of(Files.writeString(file, "ü\n".repeat(99_999) + "z")).lines());
    var e = assertThrows(UncheckedIOException.class, () -> DataFile.of(folder.resolve("no")));
    assertEquals(
        "cannot read " + folder.resolve("no") + ": no such file or folder", e.getMessage());
  }

  /** What a training reads is the text; what is downloaded and hashed is the file. */
  @Test
  void linesOfGzipDataAreThoseOfItsTextAndBytesThoseOfTheFile() throws IOException {
    byte[] first = gzip("ü\n".repeat(70_000)); // more than a buffer
    Path file = Files.write(folder.resolve("train.de"), first);
    assertEquals(
        new DataFile(file.toString(), first.length, 70_000, sha256(first)), DataFile.of(file));
    byte[] both = joined(first, gzip("a\nb"));
    Files.write(file, both);
    assertEquals(
        new DataFile(file.toString(), both.length, 70_002, sha256(both)), DataFile.of(file));
    byte[] withRest = joined(first, new byte[100_000]); // as tape blocks pad it
    Files.write(file, withRest);
    assertEquals(
        new DataFile(file.toString(), withRest.length, 70_000, sha256(withRest)),
        DataFile.of(file));
  }

  @Test
  void damagedGzipDataIsHashedWholeAndHasNoLines() throws IOException {
    byte[] whole = gzip("eins\nzwei\n".repeat(10_000));
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 0x55;
    for (byte[] damaged : List.of(Arrays.copyOf(whole, 5), Arrays.copyOf(whole, 80), changed)) {
      Path file = Files.write(folder.resolve("a.gz"), damaged);
      assertEquals(
          new DataFile(file.toString(), damaged.length, 0, sha256(damaged)), DataFile.of(file));
    }
    // a name alone makes no gzip data
    assertEquals(1, DataFile.of(Files.writeString(folder.resolve("a.gz"), "plain\n")).lines());
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theCommitOfABranchIsFound() throws IOException {
    git(".git/HEAD", "ref: refs/heads/main\n");
    git(".git/refs/heads/main", HASH + "\n");
    Path deep = Files.createDirectories(folder.resolve("recipes/target"));
    assertEquals(Optional.of(HASH), GitCommit.of(deep));
  }

  @Test
  void aDetachedHeadAndAPackedBranchAreFound() throws IOException {
    git(".git/HEAD", HASH + "\n");
    assertEquals(Optional.of(HASH), GitCommit.of(folder));
    git(".git/HEAD", "ref: refs/heads/main\n");
    assertEquals(Optional.empty(), GitCommit.of(folder));
    git(
        ".git/packed-refs",
        "# pack-refs\n" + "f".repeat(40) + " refs/heads/domain\n" + HASH + " refs/heads/main\n");
    assertEquals(Optional.of(HASH), GitCommit.of(folder));
  }

  @Test
  void theCommitOfAWorktreeIsFound() throws IOException {
    git("main/.git/worktrees/w/HEAD", "ref: refs/heads/topic\n");
    git("main/.git/worktrees/w/commondir", "../..\n");
    git("main/.git/refs/heads/topic", HASH + "\n");
    git("w/.git", "gitdir: ../main/.git/worktrees/w\n");
    assertEquals(Optional.of(HASH), GitCommit.of(folder.resolve("w")));
  }

  @Test
  void whatIsNotGitIsUnknown() throws IOException {
    git(".git", "something else\n");
    assertEquals(Optional.empty(), GitCommit.of(folder));
    assertEquals("unknown", RunCard.commitOf(String.class));
  }

  @Test
  void theProcessorIsNamedByTheSystem() throws IOException {
    Path info =
        Files.writeString(
            folder.resolve("cpuinfo"),
            "processor\t: 0\nmodel name\t: Fast: 9000 CPU\nmodel name\t: x\n");
    assertEquals("Fast: 9000 CPU", Machine.cpu(info));
    assertEquals(System.getProperty("os.arch"), Machine.cpu(folder.resolve("none")));
    assertTrue(Machine.here().cores() >= 1 && Machine.here().memoryBytes() > 1 << 20);
  }

  private void git(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
