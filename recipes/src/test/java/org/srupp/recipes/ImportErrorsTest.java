package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.testkit.Golden;
import org.srupp.testkit.PickleWriter;
import org.srupp.testkit.TorchCheckpoint;

/** Whatever is wrong with a checkpoint, one sentence says it, and no folder is made. */
class ImportErrorsTest {
  private static final GoldenCheckpoint PLAIN =
      new GoldenCheckpoint(Golden.named("e_train_h2_every2"));
  private static final GoldenCheckpoint ADAPTIVE =
      new GoldenCheckpoint(Golden.named("f_wt103_train"));

  @TempDir Path folder;
  private TorchCheckpoint writer;

  @BeforeEach
  void start() {
    writer = TorchCheckpoint.named("model");
  }

  @Test
  void filesThatAreNoCheckpointAreRefused() throws IOException {
    assertRefused(
        "FILE is not a PyTorch checkpoint: expected the zip archive that torch.save writes",
        "no zip".getBytes(),
        PLAIN.recipe());
    byte[] whole = writer.save(writer.stateDict(PLAIN.tensors(writer), ""));
    assertRefused(
        "cannot read FILE: its directory, which is the last thing in a zip archive, is missing",
        Arrays.copyOf(whole, whole.length / 2),
        PLAIN.recipe());
  }

  @Test
  void aPickleThatAsksForCodeIsRefusedByName() throws IOException {
    Object call =
        new PickleWriter.Call(
            new PickleWriter.Global("os", "system"),
            PickleWriter.Tuple.of("touch " + folder.resolve("touched")),
            Map.of(),
            null);
    Map<String, Object> tensors = PLAIN.tensors(writer);
    tensors.put("rnn.hook", call);
    CommandRun run = importOf(writer.save(tensors), PLAIN.recipe());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("it asks for os.system, which is refused"), run.err());
    assertFalse(Files.exists(folder.resolve("touched")));
    assertFalse(Files.exists(folder.resolve("model")));
  }

  @Test
  void aWrongRecipeIsShownByTheShapesThatDiffer() throws IOException {
    List<String> wider = new ArrayList<>(PLAIN.recipe());
    wider.replaceAll(word -> word.replace("hidden=16", "hidden=20"));
    CommandRun run = importOf(writer.save(writer.ordered(PLAIN.tensors(writer))), wider);
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .startsWith(
                "srupp: "
                    + folder.resolve("model.pt")
                    + " does not fit recipe enwik8-base: embedding_layer.weight is F64 (23, 16),"
                    + " expected F64 (23, 20); rnn.rnn_lst.0.weight_c is F64 (32), expected F64"
                    + " (40); "),
        run.err());
    assertTrue(run.err().endsWith("; and 4 more\n"), run.err());
    assertFalse(Files.exists(folder.resolve("model")));
  }

  @Test
  void aLayerTooManyOrTooFewIsNamed() throws IOException {
    List<String> fewer = new ArrayList<>(PLAIN.recipe());
    fewer.replaceAll(word -> word.replace("layers=3", "layers=2"));
    CommandRun run = importOf(writer.save(PLAIN.tensors(writer)), fewer);
    assertTrue(
        run.err()
            .contains("enwik8-base: rnn.rnn_lst.2.weight_c F64 (32) is not a part of the model; "),
        run.err());
    Map<String, Object> tensors = PLAIN.tensors(writer);
    tensors.remove("rnn.rnn_lst.1.transform_module.alpha");
    assertRefused(
        "FILE does not fit recipe enwik8-base: rnn.rnn_lst.1.transform_module.alpha is missing,"
            + " expected F32 (1)",
        writer.save(tensors),
        PLAIN.recipe());
  }

  @Test
  void wordsOfTheOtherKindAreNamed() throws IOException {
    assertRefused(
        "FILE does not fit recipe enwik8-base: output_layer.bias is missing, expected one value a"
            + " token; the checkpoint has [output_layer.out_layers.0.weight,"
            + " output_layer.out_layers.0.bias]",
        writer.save(ADAPTIVE.tensors(writer)),
        PLAIN.recipe());
  }

  @Test
  void duplicatesAndConstantsThatDifferAreNamed() throws IOException {
    Map<String, Object> tensors = ADAPTIVE.tensors(writer);
    tensors.put("embedding_layer.emb_projs.3", tensors.get("embedding_layer.emb_projs.2"));
    tensors.put("embedding_layer.emb_projs.2", writer.floats(new float[14 * 4], 14, 4));
    tensors.put("rnn.rnn_lst.1.scale_x", writer.floats(new float[] {1.1f}, 1));
    assertRefused(
        "FILE does not fit recipe wikitext103-base: rnn.rnn_lst.1.scale_x is 1.1, expected 1.0"
            + " (model.rescale); embedding_layer.emb_projs.2 F32 (14, 4) is not a part of the"
            + " model; embedding_layer.emb_projs.3 F64 (14, 4) is not a part of the model",
        writer.save(tensors),
        ADAPTIVE.recipe());
    tensors.remove("embedding_layer.emb_projs.3");
    tensors.remove("rnn.rnn_lst.1.scale_x");
    byte[] zeros = new byte[14 * 4 * Double.BYTES];
    Object other =
        writer.view(
            "DoubleStorage",
            writer.storage(zeros),
            14 * 4,
            0,
            new long[] {14, 4},
            new long[] {4, 1});
    tensors.put("embedding_layer.emb_projs.2", other);
    assertRefused(
        "FILE does not fit recipe wikitext103-base: embedding_layer.emb_projs.2 differs from"
            + " output_layer.out_projs.2, expected the same values as the recipe ties them",
        writer.save(tensors),
        ADAPTIVE.recipe());
  }

  @Test
  void aVocabularyOfAnotherSizeIsRefused() throws IOException {
    ADAPTIVE.write(folder);
    List<String> recipe = new ArrayList<>(PLAIN.recipe());
    recipe.addAll(List.of("--vocabulary", folder.toString()));
    assertRefused(
        folder.resolve("vocabulary.txt")
            + " has 41 tokens, the checkpoint FILE has 23; it is the vocabulary of another corpus",
        writer.save(PLAIN.tensors(writer)),
        recipe);
  }

  @Test
  void theRestIsReportedAndAFolderThatIsThereIsLeftAlone() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> model = PLAIN.tensors(writer);
    model.put("criterion.weight", writer.floats(new float[2], 2));
    all.put("step", 400_000);
    all.put("model", model);
    CommandRun run = importOf(writer.save(all), PLAIN.recipe());
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out()
            .contains(
                "dropped, being constants or duplicates: rnn.rnn_lst.0.scale_x,"
                    + " rnn.rnn_lst.1.scale_x, rnn.rnn_lst.2.scale_x\n"
                    + "left over: criterion.weight F32 (2), step\n"),
        run.out());
    CommandRun again = importOf(writer.save(all), PLAIN.recipe());
    assertEquals(1, again.code());
    assertEquals(
        "srupp: " + folder.resolve("model") + " exists already; name a folder that is not there\n",
        again.err());
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() throws IOException {
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Map<String, Object> tensors = PLAIN.tensors(writer);
      tensors.put("rnn.rnn_lst.1.transform_module.alpha", writer.floats(new float[] {broken}, 1));
      assertRefused(
          "FILE: rnn.rnn_lst.1.transform_module.alpha holds "
              + broken
              + ", expected finite numbers in float32; the training that saved it had diverged,"
              + " take an earlier checkpoint",
          writer.save(tensors),
          PLAIN.recipe());
    }
  }

  @Test
  void aTranslatorsRecipeIsRefused() throws IOException {
    CommandRun run = importOf(new byte[0], List.of("--recipe", "demo"));
    assertEquals(
        "srupp: demo is the recipe of a translator, expected one of a language model\n", run.err());
  }

  private void assertRefused(String message, byte[] bytes, List<String> recipe) throws IOException {
    CommandRun run = importOf(bytes, recipe);
    assertEquals(1, run.code());
    String file = folder.resolve("model.pt").toString();
    assertEquals("srupp: " + message + "\n", run.err().replace(file, "FILE"));
    assertFalse(Files.exists(folder.resolve("model")), "nothing half-written");
  }

  private CommandRun importOf(byte[] bytes, List<String> recipe) throws IOException {
    Path file = Files.write(folder.resolve("model.pt"), bytes);
    List<String> words = new ArrayList<>(List.of("import", file.toString()));
    words.addAll(recipe);
    words.addAll(List.of("--out", folder.resolve("model").toString()));
    return CommandRun.of(words.toArray(String[]::new));
  }
}
