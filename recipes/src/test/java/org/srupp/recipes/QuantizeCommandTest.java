package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.torch.Int8Product;

class QuantizeCommandTest {
  @TempDir private Path folder;
  private Path model;
  private Path quantized;
  private Path source;
  private Path reference;

  /** The references are what the model says in float32. */
  @BeforeEach
  void save() throws IOException {
    model = folder.resolve("model");
    quantized = folder.resolve("int8");
    TinyTranslator.save(model);
    List<String> lines =
        IntStream.range(0, 60)
            .mapToObj(i -> TinyTranslator.TEXT.get(i % 10) + " " + TinyTranslator.TEXT.get(i / 7))
            .toList();
    source = Files.write(folder.resolve("source"), lines);
    String said = TinyTranslator.translate(model, Files.readString(source)).out();
    reference = Files.writeString(folder.resolve("reference"), said);
  }

  private CommandRun quantize(String... more) {
    String[] args = {
      "quantize",
      model.toString(),
      "--out",
      quantized.toString(),
      "--check",
      source.toString(),
      reference.toString()
    };
    return CommandRun.of(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static void needInstructions() {
    assumeTrue(Int8Product.obstacle().isEmpty(), "refused with a reason on this processor");
  }

  @Test
  void writesAModelThatTranslatesAsInt8DoesOnTheFly() throws IOException {
    needInstructions();
    CommandRun run = quantize("--max-loss", "100");
    assertEquals(0, run.code(), run.err());
    assertEquals(5, run.out().lines().count(), run.out());
    String text = Files.readString(source);
    assertEquals(
        TinyTranslator.translate(model, text, "--precision", "int8").out(),
        TinyTranslator.translate(quantized, text).out());
    try (SafetensorsFile weights = SafetensorsFile.open(quantized.resolve("model.safetensors"))) {
      assertEquals(TensorType.I8, weights.tensor("output_projection.weight").dtype());
      assertEquals(TensorType.F32, weights.tensor("output_projection.weight.scale").dtype());
      assertEquals(TensorType.F32, weights.tensor("embedding_src.weight").dtype());
    }
  }

  @Test
  void refusesALossAboveTheBoundAndWritesNothing() {
    needInstructions();
    CommandRun run = quantize("--max-loss", "-1"); // it would have to win a point
    assertEquals(1, run.code(), run.out());
    assertTrue(run.err().contains("in int8, at most -1.00 is allowed; nothing was written"));
    assertFalse(Files.exists(quantized));
  }

  @Test
  void quantizesOnceOnly() {
    needInstructions();
    assertEquals(0, quantize("--max-loss", "100").code());
    model = quantized;
    quantized = folder.resolve("twice");
    CommandRun run = quantize("--max-loss", "100");
    assertEquals(1, run.code());
    assertEquals(
        "srupp: "
            + model.resolve("model.safetensors")
            + " is quantized already (int8); expected float32 weights as training writes them\n",
        run.err());
  }

  @Test
  void eightBitWeightsAreNotExported() {
    needInstructions();
    assertEquals(0, quantize("--max-loss", "100").code());
    Path file = folder.resolve("out.safetensors");
    CommandRun run = CommandRun.of("export", quantized.toString(), "--out", file.toString());
    assertEquals(1, run.code(), run.out());
    String start = "srupp: " + quantized.resolve("model.safetensors") + " holds 8-bit weights (";
    assertTrue(run.err().startsWith(start), run.err());
    assertTrue(
        run.err()
            .endsWith(
                "which the authors' code cannot load; export the float32 model that it was"
                    + " quantized from\n"),
        run.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void aCheckThatShowsNothingIsRefused() throws IOException {
    Files.writeString(source, "\n \n\n");
    Files.writeString(reference, "\n\n\n");
    assertFails(1, source + " has no words; expected text to check with", quantize());
    Files.writeString(source, "Hund\n");
    Files.writeString(reference, "\n");
    assertFails(1, reference + " has no words; expected the translations of " + source, quantize());
    assertFalse(Files.exists(quantized));
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    Files.delete(source);
    Files.delete(reference);
    String both = source + ": no such file; " + reference + ": no such file\n";
    assertFails(1, "srupp: " + both, quantize());
  }

  @Test
  void storedIntegersCannotBecomeFloats() {
    needInstructions();
    assertEquals(0, quantize("--max-loss", "100").code());
    CommandRun run = TinyTranslator.translate(quantized, "Hund", "--precision", "float32");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("is stored in int8, found --precision float32;"), run.err());
  }

  @Test
  void resultsDoNotDependOnTheBatch() throws IOException {
    needInstructions();
    for (String precision : List.of("int8", "bfloat16")) {
      String text = Files.readString(source);
      String expected = TinyTranslator.translate(model, text, "--precision", precision).out();
      for (String sentences : List.of("1", "7")) {
        assertEquals(
            expected,
            TinyTranslator.translate(
                    model, text, "--precision", precision, "--batch-sentences", sentences)
                .out());
      }
    }
  }

  @Test
  void wrongOptionsAndFilesAreNamed() throws IOException {
    assertFails(2, "--max-loss must be a number, found NaN", quantize("--max-loss", "NaN"));
    assertFails(2, "--beam must be at least 1, found 0", quantize("--beam", "0"));
    Files.writeString(reference, "one line\n");
    assertFails(1, "60", quantize());
    Files.createDirectory(quantized);
    assertFails(2, "--out must name a new folder, found " + quantized, quantize());
  }

  private static void assertFails(int code, String part, CommandRun run) {
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(part), run.err());
  }
}
