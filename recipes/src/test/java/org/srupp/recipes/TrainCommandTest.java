package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.run.DataFile;

/** One training that nothing disturbs, and what may be done with its folder. */
class TrainCommandTest {
  private static final String[] SETTINGS = {
    "train.maxUpdates=9", "train.validateEvery=4", "train.keep=2", "train.averageLast=0"
  };

  @TempDir static Path folder;
  private static Path out;
  private static CommandRun run;

  @BeforeAll
  static void train() throws IOException {
    TinyTraining.files(folder, 200);
    out = folder.resolve("run");
    run = TinyTraining.train(folder, out, SETTINGS);
    assertEquals(0, run.code(), run.err());
  }

  private static CommandRun again(String... more) {
    String[] words = Stream.of(SETTINGS, more).flatMap(Arrays::stream).toArray(String[]::new);
    return TinyTraining.train(folder, out, words);
  }

  private static JsonNode card() throws IOException {
    return new ObjectMapper().readTree(out.resolve("run.json").toFile());
  }

  @Test
  void aRunLeavesWhatTheReadmeNames() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(out)) {
      paths
          .filter(Files::isRegularFile)
          .map(path -> out.relativize(path).toString())
          .forEach(files::add);
    }
    String events =
        files.stream().filter(name -> name.startsWith("tensorboard/")).findFirst().orElseThrow();
    assertEquals(
        new TreeSet<>(
            List.of(
                "checkpoints/step-000000008/model.safetensors",
                "checkpoints/step-000000008/optimizer.safetensors",
                "checkpoints/step-000000008/state.json",
                "checkpoints/step-000000009/model.safetensors",
                "checkpoints/step-000000009/optimizer.safetensors",
                "checkpoints/step-000000009/state.json",
                "data/bpe.codes",
                "data/dropped.tsv",
                "data/notes.txt",
                "data/prepared.json",
                "data/report.json",
                "data/report.txt",
                "data/source.vocab",
                "data/target.vocab",
                "data/test.src",
                "data/test.tgt",
                "data/tokenizer.txt",
                "data/train.src.tokens",
                "data/train.tgt.tokens",
                "data/valid.src",
                "data/valid.src.tokens",
                "data/valid.tgt",
                "data/valid.tgt.tokens",
                "log.jsonl",
                "model/bpe.codes",
                "model/config.json",
                "model/model.safetensors",
                "model/source.vocab",
                "model/target.vocab",
                "model/tokenizer.txt",
                "recipe.yaml",
                "report.html",
                "run.json",
                "test.hyp",
                events)),
        files);
    assertEquals(6, Files.readAllLines(out.resolve("test.hyp")).size());
  }

  @Test
  void scoreAndFolderAreOnStdout() {
    List<String> lines = run.out().lines().toList();
    assertEquals(2, lines.size(), run.out());
    assertTrue(lines.get(0).startsWith("BLEU|nrefs:1|case:mixed"), lines.get(0));
    assertEquals(out.toString(), lines.get(1));
  }

  @Test
  void theRunCardHasHashesCountsAndScore() throws IOException {
    JsonNode card = card();
    assertEquals(
        "srupp " + String.join(" ", TinyTraining.command(folder, out, SETTINGS)),
        card.path("command").asText());
    assertEquals(6, card.path("data").size());
    String hash = DataFile.of(folder.resolve("train.de")).sha256();
    assertEquals(hash, card.path("data").get(0).path("sha256").asText());
    assertTrue(card.path("parameters").asLong() > 1000, card.toString());
    assertEquals("test", card.path("scores").get(0).path("data").asText());
    assertEquals("BLEU", card.path("scores").get(0).path("metric").asText());
    assertTrue(
        card.path("scores").get(0).path("signature").asText().contains("tok:13a"), card.toString());
    assertTrue(card.path("ended").asText().startsWith("20"), card.toString());
  }

  @Test
  void theModelGivesALineForALine() {
    CommandRun translated = TinyTranslator.translate(out, "Der Hund schläft.\n\n   \n%&/\u0000 x");
    assertEquals(0, translated.code(), translated.err());
    assertEquals(4, translated.out().split("\n", -1).length - 1, translated.out());
  }

  @Test
  void aRunIsNotBegunTwice() {
    CommandRun twice = again();
    assertEquals(1, twice.code());
    assertEquals(
        "srupp: "
            + out
            + " already holds a run: add --resume to go on with it, or choose another folder with"
            + " --out\n",
        twice.err());
  }

  @Test
  void otherSettingsAreNotResumed() {
    CommandRun other = again("--resume", "model.hidden=24", "train.maxUpdates=11");
    assertEquals(1, other.code());
    List<String> lines = other.err().lines().toList();
    assertEquals(3, lines.size(), other.err());
    assertTrue(
        lines
            .get(0)
            .matches(
                "srupp: .*recipe.yaml, line \\d+: the run has 'hidden: 16', asked for is 'hidden: 24'"),
        lines.get(0));
    assertTrue(
        lines.get(1).endsWith("the run has 'maxUpdates: 9', asked for is 'maxUpdates: 11'"),
        lines.get(1));
    assertEquals(
        "srupp: resume with the recipe, overrides and files that the run was started with",
        lines.get(2));
  }

  @Test
  void resumingAFinishedRunChangesNothing() throws IOException {
    byte[] weights = Files.readAllBytes(out.resolve("model/model.safetensors"));
    List<String> log = Files.readAllLines(out.resolve("log.jsonl"));
    CommandRun resumed = again("--resume");
    assertEquals(0, resumed.code(), resumed.err());
    assertEquals(run.out(), resumed.out());
    assertArrayEquals(weights, Files.readAllBytes(out.resolve("model/model.safetensors")));
    assertEquals(log, Files.readAllLines(out.resolve("log.jsonl")));
    assertEquals(1, card().path("scores").size());
  }
}
