package org.srupp.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving in a process that is really killed, and in one whose files may really not grow. */
class KilledSaveTest {
  @TempDir Path folder;

  @Test
  void aKillAtAnyMomentLeavesTheLastAnnouncedCheckpointOrALaterOneWhole() throws Exception {
    var random = new SplittableRandom(42);
    int next = 10; // clear of step 3, which is larger
    for (int round = 0; round < 4; round++) {
      Process process = start("exec \"$@\"", next);
      int announced;
      try (BufferedReader out = process.inputReader()) {
        announced = Integer.parseInt(out.readLine());
        for (int saves = random.nextInt(4); saves > 0; saves--) {
          announced = Integer.parseInt(out.readLine());
        }
        Thread.sleep(random.nextInt(12)); // somewhere inside the next save
        process.destroyForcibly().waitFor();
      }
      try (SavedCheckpoint saved = new CheckpointStore(folder, 2).latest().orElseThrow()) {
        assertTrue(saved.step() >= announced, saved.step() + " after " + announced);
        assertEquals(saved.step(), saved.state().longValue("step"));
        for (float weight :
            saved.model().tensor("w").data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED)) {
          assertEquals(saved.step(), weight);
        }
        next = (int) saved.step() + 1;
      }
    }
  }

  /**
   * A limit on the size of files fails in the middle of a write as a full disk does, and needs no
   * rights.
   */
  @Test
  void aRefusedWriteIsOneSentenceAndLeavesTheEarlierCheckpoints() throws Exception {
    Process process =
        start("ulimit -f 2000; exec \"$@\"", 1); // kibibytes: step 3 is the first that needs more
    String out = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    Path target = new CheckpointStore(folder, 2).folder(3);
    assertEquals(
        List.of("1", "2", "cannot write " + target + ": File too large; nothing of it was kept"),
        out.lines().toList());
    try (Stream<Path> paths = Files.list(folder)) {
      assertEquals(
          List.of("step-000000001", "step-000000002"),
          paths.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  private Process start(String shell, int step) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            "bash",
            "-c",
            shell,
            "bash",
            java,
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-cp",
            classes,
            CheckpointSaver.class.getName(),
            folder.toString(),
            Integer.toString(step))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
