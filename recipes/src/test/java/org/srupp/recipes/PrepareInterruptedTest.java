package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preparations in processes of their own: ended by others, and with less memory than text. */
class PrepareInterruptedTest {
  private static final int PAIRS = 60_000;
  private static final long SECONDS = 120;

  @TempDir static Path folder;
  private static Path whole;

  @BeforeAll
  static void prepareWithoutInterruption() throws Exception {
    text(folder.resolve("a"), PAIRS, 1);
    text(folder.resolve("b"), PAIRS, 2);
    whole = folder.resolve("whole");
    finish(whole);
  }

  /** Lines of ten words out of a few thousand. */
  private static void text(Path file, int lines, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines; i++) {
        for (int word = 0; word < 10; word++) {
          out.write(Integer.toString(1_000_000 + random.nextInt(3_000) * 977, 26));
          out.write(word < 9 ? ' ' : '\n');
        }
      }
    }
  }

  private static String[] command(Path out, String source, String target) {
    return new String[] {
      "prepare",
      "--src=" + folder.resolve(source),
      "--tgt=" + folder.resolve(target),
      "--out=" + out,
      "--threads=2",
      "subwords.vocabularySize=4000"
    };
  }

  private static Process start(Path out, String limits) throws IOException {
    return TinyTraining.start(out, limits, command(out, "a", "b"));
  }

  private static CommandRun finish(Path out) throws Exception {
    CommandRun run = TinyTraining.end(out, start(out, ""));
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private static void await(Process process, Path file) throws Exception {
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000;
    while (!Files.exists(file)) {
      assertTrue(process.isAlive(), "the preparation ended before it could be interrupted");
      assertTrue(System.nanoTime() < deadline, "nothing happened for " + SECONDS + " seconds");
      Thread.sleep(1);
    }
  }

  private static List<String> names(Path in) throws IOException {
    try (var files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSame(Path out) throws IOException {
    assertEquals(names(whole), names(out));
    for (String name : names(whole)) {
      assertEquals(-1, Files.mismatch(whole.resolve(name), out.resolve(name)), name);
    }
    assertFalse(Files.exists(Path.of(out + ".partial")));
  }

  @Test
  void interruptedPreparationsGoOn() throws Exception {
    Path out = folder.resolve("interrupted");
    Path partial = Path.of(out + ".partial");
    Process early = start(out, "");
    await(early, partial.resolve("train.src"));
    early.destroyForcibly().waitFor();
    assertFalse(Files.exists(out), "killed in the first stage");

    Process process = start(out, "");
    await(process, partial.resolve("stage-text.done"));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    CommandRun interrupted = TinyTraining.end(out, process);
    assertEquals(128 + 2, interrupted.code(), interrupted.err());
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(partial.resolve("stage-report.done")), "interrupted in the middle");

    CommandRun last = finish(out);
    assertTrue(last.err().contains("goes on with what an interrupted preparation left in "));
    assertTrue(last.err().contains("text: done before"), last.err());
    assertSame(out);
  }

  @Test
  void aFullDiskIsNamedAndTakesNothing() throws Exception {
    Path out = folder.resolve("full");
    CommandRun full = TinyTraining.end(out, start(out, "ulimit -f 1000;"));
    assertEquals(1, full.code(), full.err());
    String sentence =
        full.err().lines().filter(line -> line.startsWith("srupp: ")).findFirst().orElse("");
    assertEquals(
        "srupp: cannot prepare "
            + out
            + ": File too large; what was finished is in "
            + out
            + ".partial, the same command goes on from there",
        sentence);
    assertFalse(Files.exists(out));
    finish(out);
    assertSame(out);
  }

  @Test
  void aCorpusLargerThanTheHeapIsPrepared() throws Exception {
    int lines = 400_000;
    text(folder.resolve("large.a"), lines, 3);
    text(folder.resolve("large.b"), lines, 4);
    long heap = 36L << 20;
    long bytes = Files.size(folder.resolve("large.a")) + Files.size(folder.resolve("large.b"));
    assertTrue(bytes > 1.2 * heap, bytes + " bytes of text, as Latin-1 in memory too");
    Path out = folder.resolve("large");
    String[] command = command(out, "large.a", "large.b");
    CommandRun run = TinyTraining.end(out, TinyTraining.start(out, "", "36m", command));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("train     398,000 pairs, "), run.out());
  }
}
