package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTrainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A model and chunks so small that an update takes milliseconds. */
  static final List<String> SIZES =
      List.of(
          "--threads=1",
          "model.hidden=16",
          "model.projection=8",
          "model.layers=2",
          "model.dropout=0.1",
          "model.attentionDropout=0.1",
          "batch.streams=3",
          "batch.unroll=7",
          "schedule.warmupSteps=10",
          "schedule.totalSteps=200",
          "evaluation.window=9",
          "evaluation.validationWindow=5",
          "evaluation.validationStreams=2",
          "train.precision=float32");

  @TempDir Path folder;

  /** Lines of a few words that follow each other by rule, so that there is something to learn. */
  static String text(int lines) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("the cat ").append(random.nextBoolean() ? "sat on" : "ran to");
      text.append(random.nextInt(5) == 0 ? " a hüt\n" : " the mat\n");
    }
    return text.toString();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CommandRun train(Path out, String... words) {
    List<String> all = new ArrayList<>(List.of("train", "--out", out.toString()));
    all.addAll(SIZES);
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static List<JsonNode> log(Path out) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("log.jsonl"))) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  @Test
  void aTextBecomesAModelWithReportAndScores() throws IOException {
    Path gz = folder.resolve("book.txt.gz");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(gz))) {
      packed.write(text(400).getBytes(StandardCharsets.UTF_8));
    }
    Path out = folder.resolve("run");
    CommandRun run =
        train(
            out,
            "shakespeare-bytes",
            "--data",
            gz.toString(),
            "schedule.learningRate=0.02",
            "train.maxUpdates=200",
            "train.validateEvery=100",
            "train.logEvery=10");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(
        lines.get(0).matches("valid bits per byte \\d\\.\\d{4} window:9\\|streams:1\\|tokens:\\d+"),
        run.out());
    assertEquals(out.toString(), lines.get(1));
    for (String name :
        List.of(
            "recipe.yaml",
            "run.json",
            "report.html",
            "model/model.safetensors",
            "model/config.json",
            "model/vocabulary.txt",
            "data/train.tokens",
            "data/valid.tokens",
            "data/report.txt")) {
      assertTrue(Files.isRegularFile(out.resolve(name)), name);
    }
    List<JsonNode> records = log(out);
    double first = records.getFirst().path("train_loss").asDouble();
    JsonNode last = records.getLast();
    double valid = last.path("valid_loss").asDouble();
    assertTrue(valid < 1.0 && first > 2.0, "learned from " + first + " to " + valid);
    assertEquals(valid / Math.log(2), last.path("valid_bpc").asDouble(), 1e-12);
    assertFalse(last.has("valid_ppl"));
    JsonNode card = JSON.readTree(out.resolve("run.json").toFile());
    assertEquals(gz.toString(), card.path("data").path(0).path("path").asText());
    assertEquals("bits per byte", card.path("scores").path(0).path("metric").asText());
    assertTrue(Files.readString(out.resolve("report.html")).contains("bits per byte"));
    assertTrue(
        Files.readString(out.resolve("model/config.json")).contains("\"languageModelling\""));
  }

  @Test
  void wordsGetPerplexityAndRareOnesBecomeUnknown() throws IOException {
    Path book = file("book.txt", text(200) + "zebra gnu yak\n".repeat(1) + text(200));
    Path test = file("test.txt", "the okapi sat on the mat\n".repeat(20));
    Path out = folder.resolve("run");
    CommandRun run =
        train(
            out,
            "--text",
            book.toString(),
            "--unit",
            "words",
            "model.words.size=8",
            "data.testText=" + test,
            "train.maxUpdates=40",
            "train.validateEvery=20");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out().matches("(?s)valid perplexity [0-9.]+ window.*\\ntest perplexity [0-9.]+ .*"),
        run.out());
    JsonNode last = log(out).getLast();
    assertEquals(
        Math.exp(last.path("valid_loss").asDouble()), last.path("valid_ppl").asDouble(), 1e-9);
    List<String> vocabulary = Files.readAllLines(out.resolve("model/vocabulary.txt"));
    assertTrue(vocabulary.get(0).contains("unknown=<unk>"), vocabulary.get(0));
    assertTrue(vocabulary.get(1).startsWith("<eos>\t"), vocabulary.toString());
    assertTrue(vocabulary.contains("<unk>\t3"), vocabulary.toString());
  }

  @Test
  void charactersAreCodePoints() throws IOException {
    Path book = file("book.txt", text(100).replace("mat", "m\uD83D\uDE00t"));
    Path out = folder.resolve("run");
    CommandRun run =
        train(out, "--text", book.toString(), "--unit", "characters", "train.maxUpdates=2");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("valid bits per character "), run.out());
    List<String> vocabulary = Files.readAllLines(out.resolve("model/vocabulary.txt"));
    assertTrue(vocabulary.stream().anyMatch(line -> line.startsWith("\uD83D\uDE00\t")));
  }

  @Test
  void threadsAndSeedsAlikeGiveTheSameWeights() throws IOException {
    Path book = file("book.txt", text(100));
    byte[][] models = new byte[2][];
    for (int i = 0; i < 2; i++) {
      Path out = folder.resolve("run" + i);
      CommandRun run = train(out, "--text", book.toString(), "train.maxUpdates=5");
      assertEquals(0, run.code(), run.err());
      models[i] = Files.readAllBytes(out.resolve("model/model.safetensors"));
    }
    assertArrayEquals(models[0], models[1]);
  }

  private void assertRefused(int code, String sentence, String... words) {
    Path out = folder.resolve("refused");
    CommandRun run = train(out, words);
    assertEquals(code, run.code(), run.err());
    assertEquals(
        sentence,
        run.err()
            .lines()
            .filter(line -> line.startsWith("srupp"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(run.err())));
    assertFalse(Files.exists(out.resolve("recipe.yaml")), "no run is left behind");
  }

  @Test
  void badInputIsOneSentence() throws IOException {
    String few = file("few.txt", "to be or not").toString();
    assertRefused(
        1,
        "srupp: the training text has 10 bytes, too few for one chunk of batch.streams = 3 times"
            + " batch.unroll = 7, which takes 24; train on more text, or lower these",
        "--text",
        few);
    assertRefused(
        1,
        "srupp: " + file("empty.txt", "") + " is empty, expected text",
        "--text",
        folder.resolve("empty.txt").toString());
    assertRefused(
        1, "srupp: " + folder + " is a folder, expected a text file", "--text", folder.toString());
    assertRefused(
        1, "srupp: no such file: " + folder + "/none", "--text", folder.resolve("none").toString());
    assertRefused(1, "srupp: no text is named; give it with --text FILE", "shakespeare-bytes");
    assertRefused(
        1, "srupp: no text is named; give enwik8 or enwik8.zip with --data FILE", "enwik8-base");
    Path latin = folder.resolve("latin.txt");
    String whole = text(50);
    Files.write(latin, whole.getBytes(StandardCharsets.ISO_8859_1));
    int at = whole.indexOf('\u00fc');
    long line = 1 + whole.substring(0, at).chars().filter(c -> c == '\n').count();
    assertRefused(
        1,
        "srupp: "
            + latin
            + ", line "
            + line
            + ": byte 0xFC at offset "
            + at
            + " is not UTF-8; convert it, or read it as bytes"
            + " (data.unit=bytes) instead of words",
        "--text",
        latin.toString(),
        "--unit",
        "words");
  }

  @Test
  void aWordThatTheVocabularyLacksIsNamedWithItsPlace() throws IOException {
    String book = file("book.txt", text(100)).toString();
    Path valid = file("valid.txt", "the cat sat\nthe gnu sat\n");
    assertRefused(
        1,
        "srupp: "
            + valid
            + ", line 2, word 2: \"gnu\" is not among the 10 words of the vocabulary, which has no"
            + " word for unknown ones",
        "--text",
        book,
        "--unit",
        "words",
        "data.minCount=1",
        "model.words.size=8",
        "data.validText=" + valid);
  }

  @Test
  void damagedGzipIsNamed() throws IOException {
    Path gz = folder.resolve("book.gz");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(gz))) {
      packed.write(text(400).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(gz);
    Files.write(gz, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    CommandRun run = train(folder.resolve("run"), "--text", gz.toString());
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("srupp: " + gz + ": the gzip data is damaged or cut off ("), run.err());
  }

  @Test
  void optionsOfTheOtherTaskAreRefused() throws IOException {
    String book = file("book.txt", text(100)).toString();
    assertRefused(
        2, "srupp train: --src is not for the recipe of a language model", "text", "--src", book);
    CommandRun translator =
        CommandRun.of("train", "demo", "--text", book, "--out", folder.resolve("t").toString());
    assertEquals(2, translator.code());
    assertTrue(
        translator.err().startsWith("srupp train: --text is not for the recipe of a translator\n"),
        translator.err());
    assertRefused(
        2,
        "srupp train: --data and --text name the same, expected one of them",
        "--data",
        book,
        "--text",
        book);
  }
}
