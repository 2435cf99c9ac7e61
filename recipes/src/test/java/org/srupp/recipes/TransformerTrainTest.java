package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;

/** A Transformer goes the way of every translator: trained, inspected, translated with. */
class TransformerTrainTest {
  private static final List<String> SETTINGS =
      List.of(
          "model.hidden=32",
          "model.feedForward=24",
          "model.heads=2",
          "schedule.learningRate=0.001",
          "train.maxUpdates=4",
          "train.validateEvery=4",
          "train.averageLast=0");

  @TempDir static Path folder;
  private static Path out;

  @BeforeAll
  static void train() throws IOException {
    TinyTraining.files(folder, 200);
    out = folder.resolve("run");
    Path recipe = folder.resolve("own.yaml");
    Files.writeString(recipe, "name: own\nmodel: {architecture: transformer}\n");
    CommandRun run = CommandRun.of(command(recipe, out));
    assertEquals(0, run.code(), run.err());
  }

  /** The command of tiny trainings with a recipe of its own, and without SRU++'s sizes. */
  private static String[] command(Path recipe, Path run) {
    String[] settings = SETTINGS.toArray(String[]::new);
    List<String> words = new ArrayList<>(List.of(TinyTraining.command(folder, run, settings)));
    words.removeIf(
        word -> word.startsWith("model.embedding=") || word.startsWith("model.projection="));
    words.add(1, recipe.toString());
    return words.toArray(String[]::new);
  }

  @Test
  void theRunFolderSaysWhatWasTrained() throws IOException {
    String recipe = Files.readString(out.resolve("recipe.yaml"));
    assertTrue(
        recipe.contains("\n  architecture: transformer\n  hidden: 32\n  feedForward: 24\n"),
        recipe);
    long count = 0;
    try (SafetensorsFile weights =
        SafetensorsFile.open(out.resolve("model").resolve("model.safetensors"))) {
      for (String name : weights.names()) {
        count += weights.tensor(name).data().byteSize() / Float.BYTES;
      }
    }
    CommandRun inspected = CommandRun.of("inspect", out.toString());
    assertEquals(0, inspected.code(), inspected.err());
    assertTrue(
        inspected.out().contains(String.format(Locale.ROOT, "%n%,d parameters%n", count)),
        inspected.out());
    assertTrue(inspected.out().contains("  decoder.layers.0.source_attention.keys_values.weight "));
  }

  @Test
  void theModelFolderTranslatesAsTheRunDid() throws IOException {
    List<String> sources = Files.readAllLines(folder.resolve("test.de"));
    assertEquals(Files.readAllLines(out.resolve("test.hyp")), translated(sources));
  }

  @Test
  void batchesThreadsAndOrderChangeNoTranslation() throws IOException {
    List<String> sources = Files.readAllLines(folder.resolve("train.de")).subList(0, 60);
    List<String> expected = translated(sources, "--batch-sentences", "1");
    assertTrue(new HashSet<>(expected).size() > 3, "sentences must be told apart: " + expected);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(5));
    List<String> shuffled = order.stream().map(sources::get).toList();
    List<String> found = translated(shuffled, "--batch-sentences", "17", "--threads", "2");
    assertEquals(order.stream().map(expected::get).toList(), found);
  }

  private static List<String> translated(List<String> sources, String... more) {
    CommandRun run = TinyTranslator.translate(out, String.join("\n", sources) + "\n", more);
    assertEquals(0, run.code(), run.err());
    return run.out().lines().toList();
  }
}
