package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of 200 steps that was stopped in the middle, and one that was not. */
class LanguageInterruptedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 120;

  @TempDir Path folder;

  private Process start(Path out, boolean resume) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "--text",
                folder.resolve("book.txt").toString(),
                "--out",
                out.toString(),
                "train.maxUpdates=200",
                "train.validateEvery=60",
                "train.logEvery=1",
                "batch.accumulate=2"));
    words.addAll(LanguageTrainTest.SIZES);
    if (resume) {
      words.add("--resume");
    }
    return TinyTraining.start(out, words.toArray(String[]::new));
  }

  private static List<JsonNode> log(Path out) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    if (Files.exists(out.resolve("log.jsonl"))) {
      String text = Files.readString(out.resolve("log.jsonl"));
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        JsonNode each = JSON.readTree(line);
        ((ObjectNode) each).remove(List.of("elapsed_seconds", "tokens_per_second"));
        records.add(each);
      }
    }
    return records;
  }

  @Test
  void resumingInTheMiddleOfAnEpochGivesTheSameWeightsBitForBit() throws Exception {
    Files.writeString(folder.resolve("book.txt"), LanguageTrainTest.text(300));
    Path whole = folder.resolve("whole");
    CommandRun run = TinyTraining.end(whole, start(whole, false));
    assertEquals(0, run.code(), run.err());

    Path out = folder.resolve("stopped");
    Process process = start(out, false);
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000;
    while (log(out).size() < 90) {
      assertTrue(process.isAlive(), "the training ended before it could be stopped");
      assertTrue(System.nanoTime() < deadline, "nothing happened for " + SECONDS + " seconds");
      Thread.sleep(1);
    }
    process.destroy();
    CommandRun stopped = TinyTraining.end(out, process);
    assertEquals(128 + 15, stopped.code(), stopped.err());
    assertTrue(stopped.err().contains("; go on with the same command and --resume"), stopped.err());
    CommandRun resumed = TinyTraining.end(out, start(out, true));
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.err().contains("resumed at step "), resumed.err());

    assertEquals(run.out().lines().findFirst(), resumed.out().lines().findFirst());
    assertEquals(log(whole), log(out), "the log reads as one run");
    for (String file :
        List.of(
            "model/model.safetensors",
            "checkpoints/step-000000200/model.safetensors",
            "checkpoints/step-000000200/optimizer.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(out.resolve(file)), file);
    }
  }
}
