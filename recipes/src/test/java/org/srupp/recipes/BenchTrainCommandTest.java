package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.recipes.device.ShimCards;

class BenchTrainCommandTest {
  private static final List<String> SIZES =
      List.of(
          "--threads=1",
          "--warm-up=1",
          "--rounds=2",
          "--steps=3",
          "model.layers=2",
          "model.hidden=16",
          "batch.streams=3",
          "batch.unroll=7",
          "train.precision=float32");

  @TempDir Path folder;

  private static CommandRun bench(String... words) {
    List<String> all = new ArrayList<>(List.of("bench", "train"));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static CommandRun tiny(String... words) {
    List<String> all = new ArrayList<>(SIZES);
    all.addAll(List.of(words));
    return bench(all.toArray(String[]::new));
  }

  private static List<String> strings(JsonNode array, String key) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.path(key).asText()));
    return texts;
  }

  @Test
  void languageModelsTrainInTurnAndEveryRoundIsKept() throws IOException {
    Path json = folder.resolve("bench.json");
    CommandRun run =
        tiny(
            "--models=enwik8-42m,xl=enwik8-transformer-xl",
            "--with=enwik8-42m:model.projection=8",
            "--with=xl:model.heads=2",
            "--with=xl:model.feedForward=24",
            "--with=xl:batch.streams=5",
            "--json=" + json);
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err()
            .matches(
                "(?s)round 1/2  enwik8-42m  .*\\nround 1/2  xl  .*\\n"
                    + "round 2/2  enwik8-42m  .*\\nround 2/2  xl  .*\\n"),
        run.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    JsonNode turns = report.path("turns");
    assertEquals(List.of("enwik8-42m", "xl", "enwik8-42m", "xl"), strings(turns, "model"));
    assertEquals(List.of("1", "1", "2", "2"), strings(turns, "round"));
    // 3 steps of 3 streams of 7 tokens; the second model has 5 streams
    assertEquals(List.of("63", "105", "63", "105"), strings(turns, "tokens"));
    assertEquals(List.of("205", "205"), strings(report.path("models"), "vocabulary"));
    assertEquals(2, report.path("plan").path("rounds").asInt());
    assertEquals(1, report.path("host").path("threads").asInt());
    assertTrue(report.path("command").asText().startsWith("srupp bench train --threads=1 "));
    assertEquals(1, report.path("models").path(0).path("ratio").path("median").asDouble());
    double first = turns.path(0).path("tokens_per_second").asDouble();
    double second = turns.path(2).path("tokens_per_second").asDouble();
    JsonNode speed = report.path("models").path(0).path("tokens_per_second");
    assertEquals((first + second) / 2, speed.path("median").asDouble(), 1e-9 * first);
    assertEquals(Math.min(first, second), speed.path("least").asDouble());
    assertEquals(Math.max(first, second), speed.path("most").asDouble());
  }

  @Test
  void aCardIsNamedAndItsTimeIsNotSplitWhileItWorksOnBehindACall() {
    List<String> words = new ArrayList<>(List.of("bench", "train"));
    words.addAll(SIZES);
    words.addAll(List.of("--models=enwik8-42m", "model.projection=8", "--device=cuda"));
    CommandRun run = CommandRun.onCard(words.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertEquals(
        "cuda:0  shim, compute capability 9.0, 132 processors, driver of CUDA 12.8",
        run.out().lines().toList().get(1));
    assertFalse(run.out().contains("percent of time"), run.out());
    assertTrue(run.err().contains("srupp: no time by kind of work: a card works on"), run.err());
  }

  @Test
  void theTimeOfACardWhoseCallsWaitIsSplitAndTheBoundIsSaid() throws IOException {
    Path json = folder.resolve("bench.json");
    List<String> words = new ArrayList<>(List.of("bench", "train"));
    words.addAll(SIZES);
    words.addAll(List.of("--models=enwik8-42m", "model.projection=8", "--device=cuda"));
    words.addAll(List.of("--profiled=1", "--json=" + json));
    CommandRun run = CommandRun.on(ShimCards.blocking(), words.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("no time by kind of work"), run.err());
    assertTrue(
        run.out()
            .matches(
                "(?s).*\\npercent of time by kind of work, .*\\nenwik8-42m .*\\nevery call waits for"
                    + " the card \\(CUDA_LAUNCH_BLOCKING=1\\): each small kernel is charged its launch"
                    + " too, so shares outside of matrix products are upper bounds\\n.*"),
        run.out());
    JsonNode shares = new ObjectMapper().readTree(json.toFile()).at("/work/0/work/shares");
    double sum = 0;
    for (JsonNode share : shares) {
      sum += share.asDouble();
    }
    assertEquals(1, sum, 1e-9);
    for (String kind : List.of("recurrence", "embedding_and_loss", "optimizer")) {
      assertTrue(shares.path(kind).asDouble() > 0, kind + " of " + shares);
    }
  }

  @Test
  void autoSaysThatThereIsNoCardToWhoAskedForIt() {
    List<String> words = new ArrayList<>(List.of("bench", "train"));
    words.addAll(SIZES);
    words.addAll(List.of("--models=enwik8-42m", "model.projection=8", "--profiled=0"));
    CommandRun silent = CommandRun.on(ShimCards.none(), words.toArray(String[]::new));
    assertTrue(silent.err().startsWith("round 1/2"), silent.err());
    words.add("--device=auto");
    CommandRun asked = CommandRun.on(ShimCards.none(), words.toArray(String[]::new));
    assertTrue(
        asked
            .err()
            .startsWith(
                "srupp: computing on the processor: no card; --device cuda says what was looked"
                    + " for\nround 1/2"),
        asked.err());
  }

  /** That they are in the right places, not how large: a machine may do anything meanwhile. */
  @Test
  void sharesOfTimeAreOneTogether() throws IOException {
    Path json = folder.resolve("bench.json");
    CommandRun run =
        tiny(
            "--models=enwik8-42m,xl=enwik8-transformer-xl",
            "--with=enwik8-42m:model.projection=8",
            "--with=xl:model.heads=2",
            "--with=xl:model.feedForward=24",
            "--profiled=2",
            "--json=" + json);
    assertEquals(0, run.code(), run.err());
    JsonNode work = new ObjectMapper().readTree(json.toFile()).path("work");
    assertEquals(List.of("enwik8-42m", "xl"), strings(work, "model"));
    for (JsonNode each : work) {
      assertEquals(2, each.path("work").path("updates").asInt());
      JsonNode shares = each.path("work").path("shares");
      double sum = 0;
      for (JsonNode share : shares) {
        assertTrue(share.asDouble() >= 0, shares.toString());
        sum += share.asDouble();
      }
      assertEquals(1, sum, 1e-9);
      for (String kind :
          List.of("matrix_products", "attention", "normalisation", "embedding_and_loss")) {
        assertTrue(shares.path(kind).asDouble() > 0, kind + " of " + shares);
      }
      assertTrue(shares.path("optimizer").asDouble() > 0, shares.toString());
      boolean recurrent = each.path("model").asText().equals("enwik8-42m");
      assertEquals(recurrent, shares.path("recurrence").asDouble() > 0, shares.toString());
    }
    List<String> lines = run.out().lines().toList();
    assertEquals(
        "percent of time by kind of work, 2 more updates each, with the engine's profiler",
        lines.get(8));
    assertEquals(
        "model matrix attention recurrence norm embed+loss optimizer elementwise Java ms/step",
        lines.get(9).replaceAll(" +", " "));
    assertTrue(lines.get(10).matches("enwik8-42m +([0-9.]+ +){8}[0-9.,]+"), run.out());
    assertTrue(lines.get(11).matches("xl +[0-9.]+ +[0-9.]+ +0\\.0 .*"), run.out());
    assertFalse(run.out().contains("CUDA_LAUNCH_BLOCKING"), run.out());
  }

  @Test
  void withoutProfiledUpdatesThereAreNoShares() {
    CommandRun run = tiny("--models=enwik8-42m", "model.projection=8", "--profiled=0");
    assertEquals(0, run.code(), run.err());
    assertEquals(7, run.out().lines().count(), run.out());
  }

  @Test
  void theTableHasTheMachineAndALineForEachModel() {
    CommandRun run = tiny("--models=enwik8-42m", "--vocabulary=50", "model.projection=8");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(0).matches(".+, \\d+ cores, [0-9.]+ GiB, .+"), run.out());
    assertTrue(lines.get(1).matches("threads 1, JDK 2.+, libtorch 2.+, commit .+"), run.out());
    assertEquals("random ids, models in turn: warm-up 1, rounds 2, steps a round 3", lines.get(2));
    assertTrue(lines.get(4).startsWith("model       "), run.out());
    CommandRun inspected =
        CommandRun.of(
            "inspect",
            "enwik8-42m",
            "--vocabulary=50",
            "model.layers=2",
            "model.hidden=16",
            "model.projection=8");
    String count = lines.get(5).split(" +")[1];
    assertTrue(inspected.out().contains("\n" + count + " parameters\n"), inspected.out());
    assertTrue(lines.get(5).endsWith("  1.00"), run.out());
  }

  @Test
  void translatorsTrainOnMadePairs() throws IOException {
    Path json = folder.resolve("bench.json");
    CommandRun run =
        bench(
            "--models=demo,multi30k-de-en-transformer",
            "--vocabulary=60",
            "--threads=1",
            "--warm-up=0",
            "--rounds=1",
            "--steps=2",
            "--json=" + json,
            "--with=demo:model.embedding=8",
            "--with=demo:model.projection=8",
            "--with=multi30k-de-en-transformer:model.heads=2",
            "--with=multi30k-de-en-transformer:model.feedForward=16",
            "data.maxLength=30",
            "batch.kind=tokens",
            "batch.maxTokens=90",
            "batch.accumulate=1",
            "model.hidden=16",
            "model.encoderLayers=1",
            "model.decoderLayers=1",
            "train.precision=float32");
    assertEquals(0, run.code(), run.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    for (JsonNode turn : report.path("turns")) {
      long tokens = turn.path("tokens").asLong();
      assertTrue(tokens > 60 && tokens <= 2 * 90, turn.toString());
    }
    assertEquals(List.of("60", "60"), strings(report.path("models"), "vocabulary"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enwik8-42m --rounds=0                  | srupp bench train: --rounds must be at least 1, found 0",
        "enwik8-42m --steps=0 --warm-up=-1      | srupp bench train: --warm-up must be at least 0, found -1; --steps must be at least 1, found 0",
        "enwik8-42m --threads=0                 | srupp bench train: --threads must be at least 1, found 0",
        "enwik8-42m --profiled=-1               | srupp bench train: --profiled must be at least 0, found -1",
        "enwik8-42m --vocabulary=-3             | srupp bench train: --vocabulary must be at least 1, found -3",
        "enwik8-42m --json=/none/at/all.json    | srupp bench train: --json: there is no folder for /none/at/all.json",
        "enwik8-42n                             | srupp: no recipe and no file is called enwik8-42n; did you mean enwik8-42m?",
        "enwik8-42m,demo                        | srupp: enwik8-42m is a language model and demo is a translator, whose tokens do not compare; measure them apart",
        "demo,demo                              | srupp: --models names demo twice; give one of them another name, as in a=demo",
        "a=demo --with=b:model.hidden=8         | srupp: --with: --models has no b; did you mean a?",
        "demo --with=model.hidden=8             | srupp: --with: found model.hidden=8, expected NAME:KEY=VALUE, NAME from --models",
        "a=demo model.hiden=8                   | srupp: a: command line: unknown key model.hiden; did you mean model.hidden?"
      })
  void wrongUseIsASentence(String words, String sentence) {
    CommandRun run = bench(("--models " + words).split(" "));
    assertEquals(2, run.code(), run.err());
    assertEquals(sentence, run.err().lines().findFirst().orElseThrow());
    assertEquals("", run.out());
  }

  @Test
  void unknownAndTooSmallVocabulariesAreSentences() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "srupp: text-words-small: its vocabulary is counted in training; give --vocabulary\n"),
        bench("--models=text-words-small"));
    assertEquals(
        "srupp: --vocabulary must be at least 5, found 4\n",
        bench("--models=demo", "--vocabulary=4").err());
  }

  @Test
  void helpNamesWhatCanBeMeasured() {
    assertTrue(CommandRun.of("--help").out().contains("\n  bench "));
    CommandRun alone = CommandRun.of("bench");
    assertEquals(0, alone.code());
    assertTrue(alone.out().contains("\n  train "), alone.out());
    assertTrue(CommandRun.of("bench", "train", "--help").out().contains("--rounds=N"));
  }
}
