package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --threads} holds for the kernels too. */
class ThreadsTest {
  @TempDir Path folder;

  private static Set<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("srupp-kernel"))
        .collect(Collectors.toSet());
  }

  private static void assertNoWorkers(String... args) {
    System.clearProperty("srupp.threads"); // what an earlier command left
    Set<Thread> before = workers();
    CommandRun run = CommandRun.of(args);
    assertEquals(0, run.code(), run.err());
    Set<Thread> more = workers();
    more.removeAll(before);
    assertEquals(Set.of(), more);
  }

  @Test
  void oneThreadHasNoWorkers() throws IOException {
    TinyTraining.files(folder, 100);
    String out = folder.resolve("run").toString();
    assertNoWorkers(
        TinyTraining.command(folder, Path.of(out), "train.maxUpdates=2", "train.averageLast=0"));
    String text = folder.resolve("test.de").toString();
    assertNoWorkers("translate", "--model", out, "--threads=1", text);
  }
}
