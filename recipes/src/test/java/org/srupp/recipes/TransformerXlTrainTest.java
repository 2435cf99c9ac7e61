package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Transformer-XL goes the way of every language model: trained, scored, made to write. */
class TransformerXlTrainTest {
  private static final List<String> SETTINGS =
      List.of(
          "--threads=1",
          "model.hidden=16",
          "model.feedForward=32",
          "model.layers=2",
          "model.heads=2",
          "model.dropout=0",
          "model.attentionDropout=0",
          "batch.streams=3",
          "batch.unroll=7",
          "schedule.warmupSteps=10",
          "schedule.totalSteps=300",
          "schedule.learningRate=0.01",
          "evaluation.window=13",
          "evaluation.validationWindow=13",
          "evaluation.validationStreams=2",
          "train.precision=float32",
          "train.maxUpdates=300",
          "train.validateEvery=150");

  @TempDir static Path folder;
  private static Path out;

  @BeforeAll
  static void train() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), LanguageTrainTest.text(400));
    out = folder.resolve("run");
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "shakespeare-transformer-xl", "--data", text.toString()));
    words.addAll(List.of("--out", out.toString()));
    words.addAll(SETTINGS);
    CommandRun run = CommandRun.of(words.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void itLearnsWhatFollowsWhat() throws IOException {
    List<String> log = Files.readAllLines(out.resolve("log.jsonl"));
    double last = Double.NaN;
    for (String line : log) {
      JsonNode record = new ObjectMapper().readTree(line);
      last = record.path("valid_loss").asDouble(last);
    }
    // Two equally likely verbs and one choice of one in five to four, in about 23 letters a line:
    // 1.2 nats, so 0.05 nats a letter; guessing by frequency alone is 2.5.
    assertTrue(last < 0.5, "nats a byte: " + last);
  }

  @Test
  void linesLikeTheTextAreMoreLikely() {
    CommandRun likely =
        TinyLanguageModel.score("the cat sat on the mat\n", "--model", out.toString());
    CommandRun strange =
        TinyLanguageModel.score("tam eht no tas tac eht\n", "--model", out.toString());
    assertEquals(0, likely.code(), likely.err());
    double first = Double.parseDouble(likely.out().split("\t")[0]);
    double second = Double.parseDouble(strange.out().split("\t")[0]);
    assertTrue(first > second + 20, "log-probabilities " + first + " and " + second);
  }

  @Test
  void itWritesLinesLikeThoseItRead() {
    CommandRun run =
        TinyLanguageModel.generate(
            "",
            "--model",
            out.toString(),
            "--prompt",
            "the cat ",
            "--tokens",
            "60",
            "--top-k",
            "1");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().matches("(?s)the cat (sat on|ran to) (the mat|a hüt)\n.*"), run.out());
  }

  @Test
  void theAuthorsCheckpointsAreOfSruOnly() {
    CommandRun run =
        CommandRun.of("export", out.toString(), "--out", folder.resolve("x").toString());
    assertEquals(1, run.code());
    assertEquals(
        "srupp: the model is a Transformer-XL; only SRU++ and SRU are exchanged with the authors'"
            + " checkpoints\n",
        run.err());
  }
}
