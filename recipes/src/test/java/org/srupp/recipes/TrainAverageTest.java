package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.seq2seq.checkpoint.CheckpointAverage;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;

/** Which weights end up in the model folder. */
class TrainAverageTest {
  @TempDir Path folder;

  /** A slow training gets better all the time, a wild one jumps about its mean. */
  @ParameterizedTest
  @CsvSource({"1e-3, 40, 8, false", "0.3, 120, 4, true"})
  void theMeanIsKeptOnlyIfItValidatesBetter(
      String learningRate, int updates, int every, boolean mean) throws IOException {
    TinyTraining.files(folder, 300);
    Path out = folder.resolve("run");
    CommandRun run =
        TinyTraining.train(
            folder,
            out,
            "schedule.kind=constant",
            "schedule.learningRate=" + learningRate,
            "train.maxUpdates=" + updates,
            "train.validateEvery=" + every,
            "train.keep=5",
            "train.averageLast=5");
    assertEquals(0, run.code(), run.err());
    List<Path> last = new ArrayList<>();
    for (int step = updates - 4 * every; step <= updates; step += every) {
      last.add(weights(out, step));
    }
    Path averaged = folder.resolve("mean.safetensors");
    CheckpointAverage.write(last, averaged);
    Path expected = mean ? averaged : weights(out, bestStep(out));
    assertEquals(values(expected), values(out.resolve("model/model.safetensors")));
    assertFalse(Files.exists(out.resolve("checkpoints/average.safetensors")));
  }

  private static Path weights(Path out, long step) {
    return out.resolve("checkpoints")
        .resolve(String.format(Locale.ROOT, "step-%09d", step))
        .resolve("model.safetensors");
  }

  private static long bestStep(Path out) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> validations = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("log.jsonl"))) {
      JsonNode record = json.readTree(line);
      if (record.has("valid_loss")) {
        validations.add(record);
      }
    }
    return validations.stream()
        .min(Comparator.comparing(record -> record.path("valid_loss").asDouble()))
        .orElseThrow()
        .path("step")
        .asLong();
  }

  private static Map<String, String> values(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      for (String name : weights.names()) {
        byte[] bytes = weights.tensor(name).data().toArray(ValueLayout.JAVA_BYTE);
        values.put(name, HexFormat.of().formatHex(bytes));
      }
    }
    return values;
  }
}
