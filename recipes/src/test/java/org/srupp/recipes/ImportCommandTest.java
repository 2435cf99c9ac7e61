package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.model.LanguageModelEvaluator;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LoadedLanguageModel;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/** The authors' models, written as they save them, give the authors' losses. */
class ImportCommandTest {
  /** Float32 in place of the cases' float64: about 1e2 roundings of 6e-8 in losses of 4 nats. */
  private static final double TOLERANCE = 2e-5;

  @TempDir Path folder;

  static List<GoldenCase> cases() {
    return Stream.of("lm_enwik8", "lm_adaptive", "lm_enwik8_eval")
        .flatMap(kind -> Golden.ofKind(kind).stream())
        .filter(golden -> golden.config().get("srupp").get("dropout").asDouble() == 0)
        .filter(ImportCommandTest::narrows)
        .toList();
  }

  /** One case projects to more than the hidden size, which no recipe may. */
  private static boolean narrows(GoldenCase golden) {
    return golden.config().at("/srupp/proj_size").asInt()
        <= golden.config().at("/srupp/hidden_size").asInt();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void anImportedModelHasTheAuthorsLosses(GoldenCase golden) throws IOException {
    GoldenCheckpoint checkpoint = new GoldenCheckpoint(golden);
    CommandRun run = importOf(checkpoint, "--vocabulary", folder.toString());
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().contains("vocabulary of " + checkpoint.vocabulary() + "\n"), run.out());
    assertTrue(run.out().contains("left over: nothing\n"), run.out());
    LanguageModelFolder folders =
        Guice.createInjector(Main.modules()).getInstance(LanguageModelFolder.class);
    boolean windowed = golden.kind().equals("lm_enwik8_eval");
    int window = windowed ? golden.config().get("unroll_size").asInt() : 1_000;
    try (LoadedLanguageModel loaded = folders.load(folder.resolve("model"), 2);
        LanguageModelEvaluator evaluator =
            new LanguageModelEvaluator(loaded.manager(), loaded.model(), window)) {
      int segments = golden.config().get("segment_lengths").size();
      for (int segment = 1; segment <= segments; segment++) {
        compare(checkpoint, evaluator, "seg" + segment + ".");
      }
    }
  }

  private static void compare(
      GoldenCheckpoint checkpoint, LanguageModelEvaluator evaluator, String segment) {
    GoldenCase golden = checkpoint.golden();
    long[] shape = golden.tensor("in." + segment + "x").shape();
    StreamChunk chunk =
        new StreamChunk(
            (int) shape[0],
            (int) shape[1],
            checkpoint.ids("in." + segment + "x"),
            checkpoint.ids("in." + segment + "y"),
            segment.equals("seg1."));
    String name = "out." + segment + (checkpoint.adaptive() ? "loss_by_position" : "loss");
    double[] expected = golden.tensor(name).values();
    double[] found = evaluator.losses(chunk);
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertTrue(
          Math.abs(found[i] - expected[i]) <= TOLERANCE,
          name + "[" + i + "] is " + found[i] + ", expected " + expected[i]);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void exportGivesBackWhatWasImported(GoldenCase golden) throws IOException {
    GoldenCheckpoint checkpoint = new GoldenCheckpoint(golden);
    assertEquals(0, importOf(checkpoint).code());
    Path file = folder.resolve("out.safetensors");
    CommandRun run =
        CommandRun.of("export", folder.resolve("model").toString(), "--out", file.toString());
    assertEquals(0, run.code(), run.err());
    try (SafetensorsFile exported = SafetensorsFile.open(file)) {
      List<String> names =
          golden.names().stream()
              .filter(name -> name.startsWith("param.") || name.startsWith("buffer."))
              .toList();
      for (String name : names) {
        TensorEntry found = exported.tensor(name.substring(name.indexOf('.') + 1));
        assertArrayEquals(golden.tensor(name).floats(), floats(found), name);
        assertArrayEquals(golden.tensor(name).shape(), found.shape(), name);
      }
      List<String> duplicates =
          exported.names().stream().filter(name -> name.contains(".emb_projs.")).toList();
      boolean adaptive = checkpoint.adaptive();
      assertEquals(adaptive ? golden.config().get("cutoffs").size() + 1 : 0, duplicates.size());
      boolean tied = adaptive && golden.config().get("tied_projections").asBoolean();
      assertEquals(names.size() + (tied ? duplicates.size() : 0), exported.names().size());
      for (String duplicate : tied ? duplicates : List.<String>of()) {
        String original = duplicate.replace("embedding_layer.emb_", "output_layer.out_");
        assertArrayEquals(
            floats(exported.tensor(original)), floats(exported.tensor(duplicate)), duplicate);
      }
      assertEquals("pt", exported.metadata().get("format"));
    }
  }

  private static float[] floats(TensorEntry tensor) {
    float[] floats = new float[(int) (tensor.data().byteSize() / Float.BYTES)];
    tensor.data().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void withoutAVocabularyTheFolderSaysWhatItLacks() throws IOException {
    CommandRun run = importOf(new GoldenCheckpoint(Golden.named("e_eval_window")));
    assertEquals(0, run.code(), run.err());
    assertEquals(
        "srupp: without --vocabulary the model has no words: before it is evaluated, copy"
            + " vocabulary.txt of the prepared corpus into it\n",
        run.err());
    Path model = folder.resolve("model");
    assertFalse(Files.exists(model.resolve("vocabulary.txt")));
    LanguageModelFolder folders =
        Guice.createInjector(Main.modules()).getInstance(LanguageModelFolder.class);
    assertEquals(
        model + " has no vocabulary.txt; copy that of the prepared corpus into it",
        assertThrows(IllegalArgumentException.class, () -> folders.load(model, 1)).getMessage());
  }

  private CommandRun importOf(GoldenCheckpoint checkpoint, String... more) throws IOException {
    Path file = checkpoint.write(folder);
    List<String> words = new ArrayList<>(List.of("import", file.toString()));
    words.addAll(List.of("--out", folder.resolve("model").toString()));
    words.addAll(checkpoint.recipe());
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }
}
