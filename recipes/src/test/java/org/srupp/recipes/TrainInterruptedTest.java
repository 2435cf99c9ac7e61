package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in processes of their own, ended by others. */
class TrainInterruptedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UPDATES = 60;
  private static final String[] SETTINGS = {
    "train.maxUpdates=" + UPDATES,
    "train.validateEvery=10",
    "train.keep=3",
    "train.averageLast=3",
    "train.logEvery=1"
  };
  private static final long SECONDS = 120;

  @TempDir static Path folder;
  private static Path whole;

  @BeforeAll
  static void trainWithoutInterruption() throws Exception {
    TinyTraining.files(folder, 300);
    whole = folder.resolve("whole");
    CommandRun run = TinyTraining.end(whole, start(whole, "", false));
    assertEquals(0, run.code(), run.err());
  }

  private static Process start(Path out, String limits, boolean resume) throws IOException {
    List<String> more = new ArrayList<>(List.of(SETTINGS));
    if (resume) {
      more.add("--resume");
    }
    return TinyTraining.start(
        out, limits, TinyTraining.command(folder, out, more.toArray(String[]::new)));
  }

  private static void finish(Path out) throws Exception {
    CommandRun run = TinyTraining.end(out, start(out, "", true));
    assertEquals(0, run.code(), run.err());
  }

  /** Waits until something is so, as long as the process lives. */
  private static void await(Process process, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000;
    while (!condition.call()) {
      assertTrue(process.isAlive(), "the training ended before it could be interrupted");
      assertTrue(System.nanoTime() < deadline, "nothing happened for " + SECONDS + " seconds");
      Thread.sleep(1);
    }
  }

  /** The last step on the log, 0 before the first. */
  private static long logged(Path out) throws IOException {
    List<JsonNode> records = records(out);
    return records.isEmpty() ? 0 : records.getLast().path("step").asLong();
  }

  private static List<JsonNode> records(Path out) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    Path log = out.resolve("log.jsonl");
    if (Files.exists(log)) {
      String text = Files.readString(log);
      // A line may be under way.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        records.add(JSON.readTree(line));
      }
    }
    return records;
  }

  private static void kill(Process process) throws Exception {
    process.destroyForcibly();
    assertEquals(128 + 9, process.waitFor(), "killed, and not ended by itself");
  }

  @Test
  void killedTrainingsGoOnBitForBit() throws Exception {
    Path out = folder.resolve("killed");
    SplittableRandom random = new SplittableRandom(17);

    Process preparing = start(out, "", false);
    await(preparing, () -> Files.exists(out.resolve("recipe.yaml")));
    kill(preparing);
    assertFalse(Files.exists(out.resolve("data")), "killed in the preparation of the data");

    Process young = start(out, "", true);
    await(young, () -> logged(out) >= 1);
    kill(young);
    assertFalse(Files.exists(out.resolve("checkpoints")), "killed before the first checkpoint");

    for (int least : new int[] {12, 35}) {
      Process process = start(out, "", true);
      long step = least + random.nextInt(10);
      await(process, () -> logged(out) >= step);
      Thread.sleep(random.nextInt(40));
      kill(process);
    }
    finish(out);
    assertSameRun(out);
  }

  @Test
  void terminatedTrainingsLeaveACheckpointAndAFullDiskTakesNothing() throws Exception {
    Path out = folder.resolve("terminated");
    Process process = start(out, "", false);
    await(process, () -> logged(out) >= 33);
    process.destroy();
    CommandRun stopped = TinyTraining.end(out, process);
    assertEquals(128 + 15, stopped.code(), stopped.err());
    long step = logged(out);
    Path last = out.resolve("checkpoints/" + String.format(Locale.ROOT, "step-%09d", step));
    assertTrue(
        stopped.err().contains("stopped at step " + step + "; go on with the same command and"),
        stopped.err());
    assertTrue(Files.isDirectory(last), "a checkpoint where it stopped");

    byte[] before = Files.readAllBytes(last.resolve("optimizer.safetensors"));
    List<String> checkpoints = names(out.resolve("checkpoints"));
    // Kilobytes: the logs and the weights fit, the optimizer's moments do not.
    CommandRun full = TinyTraining.end(out, start(out, "ulimit -f 32;", true));
    assertEquals(1, full.code(), full.err());
    String sentence =
        full.err().lines().filter(line -> line.startsWith("srupp: ")).findFirst().get();
    assertTrue(
        sentence.matches(
            "srupp: cannot write .*/checkpoints/step-0000000[4-6]0\\b.*File too large.*"),
        sentence);
    assertEquals(checkpoints, names(out.resolve("checkpoints")), "earlier checkpoints stay");
    assertArrayEquals(before, Files.readAllBytes(last.resolve("optimizer.safetensors")));

    finish(out);
    assertSameRun(out);
  }

  private static List<String> names(Path in) throws IOException {
    try (Stream<Path> paths = Files.list(in)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSameRun(Path out) throws IOException {
    for (String kept : List.of("model", "data")) {
      assertSameFiles(whole.resolve(kept), out.resolve(kept));
    }
    Path checkpoints = out.resolve("checkpoints");
    assertEquals(names(whole.resolve("checkpoints")), names(checkpoints));
    for (String name : names(checkpoints)) {
      assertSameFiles(whole.resolve("checkpoints").resolve(name), checkpoints.resolve(name));
    }
    assertEquals(
        Files.readString(whole.resolve("test.hyp")), Files.readString(out.resolve("test.hyp")));
    assertEquals(timeless(records(whole)), timeless(records(out)), "the log reads as one run");
    assertEquals(UPDATES + UPDATES / 10, records(out).size(), "each update and validation once");
    assertEquals(List.of(), leftovers(out));
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    assertEquals(names(expected), names(actual));
    for (String name : names(expected)) {
      if (name.equals("state.json")) {
        assertEquals(state(expected.resolve(name)), state(actual.resolve(name)));
      } else {
        assertArrayEquals(
            Files.readAllBytes(expected.resolve(name)),
            Files.readAllBytes(actual.resolve(name)),
            actual.resolve(name).toString());
      }
    }
  }

  /** The state but for the time that it took. */
  private static JsonNode state(Path file) throws IOException {
    JsonNode state = JSON.readTree(file.toFile()).path("state");
    ((ObjectNode) state.path("doubles")).remove("elapsedSeconds");
    return state;
  }

  private static List<JsonNode> timeless(List<JsonNode> records) {
    for (JsonNode each : records) {
      ((ObjectNode) each).remove(List.of("elapsed_seconds", "tokens_per_second"));
    }
    return records;
  }

  private static List<Path> leftovers(Path out) throws IOException {
    try (Stream<Path> paths = Files.walk(out)) {
      return paths
          .filter(
              path -> {
                String name = path.getFileName().toString();
                return name.contains(".tmp-") || name.equals("average.safetensors");
              })
          .toList();
    }
  }
}
