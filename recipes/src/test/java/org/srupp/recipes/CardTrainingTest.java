package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole trainings over a card made of the processor: the CUDA kernels run as C++, and Java reaches
 * tensors only as it reaches a card's. They say nothing of a card's speed, streams or limits.
 */
class CardTrainingTest {
  private static final int UPDATES = 6;

  /**
   * Of a loss in nats or a norm. Both sides compute in float32 with other orders of summing and
   * other approximations of powers, which changes a gradient by 1e-7; Adam's family divides it by
   * its own size, so that a few updates make more of it.
   */
  private static final double TOLERANCE = 1e-5;

  /**
   * A number in bfloat16 is off by up to 2^-9. A loss is the mean over many words, whose errors
   * mostly cancel; a norm's errors are those of ten or more products one after the other.
   */
  private static final double BFLOAT16_TOLERANCE = 3e-2;

  @TempDir Path folder;

  @Test
  void aTranslatorLearnsTheSame() throws IOException {
    TinyTraining.files(folder, 200);
    compare(
        out ->
            TinyTraining.command(
                folder,
                out,
                "train.maxUpdates=" + UPDATES,
                "train.validateEvery=3",
                "train.logEvery=1"));
  }

  @Test
  void aTransformerTranslatorLearnsTheSame() throws IOException {
    TinyTraining.files(folder, 200);
    Path recipe = folder.resolve("own.yaml");
    Files.writeString(recipe, "name: own\nmodel: {architecture: transformer}\n");
    compare(
        out -> {
          List<String> words =
              new ArrayList<>(
                  List.of(
                      TinyTraining.command(
                          folder,
                          out,
                          "model.feedForward=24",
                          "model.heads=2",
                          "train.maxUpdates=" + UPDATES,
                          "train.validateEvery=3",
                          "train.logEvery=1")));
          words.removeIf(
              word -> word.startsWith("model.embedding=") || word.startsWith("model.projection="));
          words.add(1, recipe.toString());
          return words.toArray(String[]::new);
        });
  }

  @Test
  void aLanguageModelOfBytesLearnsTheSame() throws IOException {
    compare(language("bytes"));
    Path text = folder.resolve("book.txt");
    String model = folder.resolve("host").toString();
    same("evaluate", "--model", model, "--data", text.toString(), "--threads=1");
    same("generate", "--model", model, "--prompt", "the", "--tokens", "20", "--threads=1");
  }

  @Test
  void aLanguageModelOfWordsLearnsTheSame() throws IOException {
    compare(
        language(
            "words",
            "model.words.kind=adaptive",
            "model.words.cutoffs=[4]",
            "model.words.size=8",
            "model.words.divisor=2"));
  }

  @Test
  void aTransformerXlLearnsTheSame() throws IOException {
    compare(
        out -> {
          Path text = Files.writeString(folder.resolve("text"), LanguageTrainTest.text(100));
          return new String[] {
            "train",
            "shakespeare-transformer-xl",
            "--data",
            text.toString(),
            "--out",
            out.toString(),
            "--threads=1",
            "model.hidden=16",
            "model.feedForward=32",
            "model.layers=2",
            "model.heads=2",
            "batch.streams=3",
            "batch.unroll=7",
            "schedule.warmupSteps=10",
            "schedule.totalSteps=300",
            "evaluation.window=13",
            "evaluation.validationWindow=13",
            "evaluation.validationStreams=2",
            "train.maxUpdates=" + UPDATES,
            "train.validateEvery=3",
            "train.logEvery=1"
          };
        });
  }

  private interface Command {
    String[] of(Path out) throws IOException;
  }

  private Command language(String unit, String... more) {
    return out -> {
      Path text = folder.resolve("book.txt");
      Files.writeString(text, LanguageTrainTest.text(200));
      List<String> words =
          new ArrayList<>(
              List.of("train", "--text", text.toString(), "--unit", unit, "--out", out.toString()));
      words.addAll(LanguageTrainTest.SIZES);
      words.removeIf(word -> word.startsWith("train.precision="));
      words.addAll(
          List.of("train.maxUpdates=" + UPDATES, "train.validateEvery=3", "train.logEvery=1"));
      words.addAll(List.of(more));
      return words.toArray(String[]::new);
    };
  }

  /** Whether a command says the same on both. */
  private static void same(String... command) {
    CommandRun host = CommandRun.of(with(command, "--device=cpu"));
    CommandRun card = CommandRun.onCard(with(command, "--device=cuda"));
    assertEquals(0, card.code(), card.err());
    assertFalse(card.out().isEmpty());
    String speed = "\\d+ tokens per second";
    assertEquals(host.out().replaceAll(speed, ""), card.out().replaceAll(speed, ""));
  }

  /** Trains on the processor in float32, and on the card in both precisions. */
  private void compare(Command command) throws IOException {
    Path host = folder.resolve("host");
    String[] onHost = with(command.of(host), "--device=cpu", "train.precision=float32");
    CommandRun run = CommandRun.of(onHost);
    assertEquals(0, run.code(), run.err());
    compare(command, log(host), "float32", TOLERANCE);
    compare(command, log(host), "bfloat16", BFLOAT16_TOLERANCE);
  }

  private void compare(Command command, List<JsonNode> expected, String precision, double tolerance)
      throws IOException {
    Path card = folder.resolve(precision);
    CommandRun onCard =
        CommandRun.onCard(with(command.of(card), "--device=cuda", "train.precision=" + precision));
    assertEquals(0, onCard.code(), onCard.err());
    List<JsonNode> found = log(card);
    assertEquals(expected.size(), found.size());
    int losses = 0;
    boolean differs = false;
    for (int i = 0; i < expected.size(); i++) {
      for (String name : List.of("train_loss", "valid_loss", "grad_norm")) {
        if (expected.get(i).has(name)) {
          double loss = expected.get(i).get(name).asDouble();
          double other = found.get(i).get(name).asDouble();
          assertEquals(loss, other, tolerance * loss, precision + " " + name + " " + i);
          losses++;
          differs |= Math.abs(other - loss) > TOLERANCE * loss;
        }
      }
    }
    assertEquals(precision.equals("bfloat16"), differs, "numbers are rounded in bfloat16");
    assertTrue(losses >= UPDATES, expected.toString());
  }

  private static String[] with(String[] command, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static List<JsonNode> log(Path out) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("log.jsonl"))) {
      records.add(new ObjectMapper().readTree(line));
    }
    return records;
  }
}
