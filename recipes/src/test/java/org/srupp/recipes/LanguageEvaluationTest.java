package org.srupp.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.testkit.Golden;

/** {@code evaluate --model}, over an imported model whose attention matters. */
class LanguageEvaluationTest {
  private static final Pattern SCORE =
      Pattern.compile("perplexity ([0-9.]+), bits per token ([0-9.]+)");

  @TempDir static Path folder;
  private static String model;
  private static String text;

  @BeforeAll
  static void importAModel() throws IOException {
    GoldenCheckpoint checkpoint = new GoldenCheckpoint(Golden.named("e_eval_window"));
    model = folder.resolve("model").toString();
    List<String> words = new ArrayList<>(List.of("import"));
    words.add(checkpoint.write(folder).toString());
    words.addAll(checkpoint.recipe());
    words.addAll(List.of("--vocabulary", folder.toString(), "--out", model));
    assertEquals(0, CommandRun.of(words.toArray(String[]::new)).code());
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      letters.append((char) ('a' + random.nextInt(checkpoint.vocabulary())));
    }
    text = write("letters.txt", letters.toString());
  }

  private static String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static double bits(String data, String... more) {
    CommandRun run = evaluate(data, more);
    assertEquals(0, run.code(), run.err());
    Matcher score = SCORE.matcher(run.out());
    assertTrue(score.find(), run.out());
    double bits = Double.parseDouble(score.group(2));
    // Two decimals of a perplexity of about 30 are printed, and four of the bits.
    assertTrue(Math.abs(Math.pow(2, bits) - Double.parseDouble(score.group(1))) <= 0.01, run.out());
    return bits;
  }

  private static CommandRun evaluate(String data, String... more) {
    List<String> words = new ArrayList<>(List.of("evaluate", "--model", model, "--data", data));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }

  @Test
  void theWindowCountsAndTheRecipesIsTheDefault() {
    assertNotEquals(bits(text, "--window", "1"), bits(text, "--window", "50"));
    assertEquals(bits(text), bits(text, "--window", "3072"));
    assertTrue(evaluate(text).out().contains("\nwindow 3072, streams 1, "));
  }

  @Test
  void everyByteButTheFirstIsPredicted() throws IOException {
    CommandRun run = evaluate(write("few.txt", "abcdefg"));
    assertTrue(run.out().contains("; tokens 6, characters 6, bytes 6\n"), run.out());
  }

  @Test
  void streamsAreReadSideBySide() {
    CommandRun run = evaluate(text, "--streams", "3", "--window", "50");
    assertTrue(run.out().contains("; tokens 1497, "), run.out());
    assertTrue(run.out().contains("\nwindow 50, streams 3, "), run.out());
    assertNotEquals(bits(text, "--window", "50"), bits(text, "--window", "50", "--streams", "3"));
  }

  @Test
  void packedTextIsTheSameText() throws IOException {
    Path packed = folder.resolve("letters.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(Path.of(text)));
    }
    assertEquals(bits(text), bits(packed.toString()));
  }

  @Test
  void textThatDoesNotFitIsRefusedInOneSentence() throws IOException {
    assertRefused(
        "DATA, byte 3: <0x5A> is not among the 19 bytes of the vocabulary; the text is not of the"
            + " kind that the model learns",
        write("unseen.txt", "abZ"));
    assertRefused(
        "DATA has 1 tokens; at least 2 are needed to predict one", write("short.txt", "a"));
    assertRefused(
        "DATA has 0 tokens; at least 2 are needed to predict one", write("empty.txt", ""));
    assertRefused("no such file: DATA", folder.resolve("none.txt").toString());
    assertRefused("DATA is a folder without prepared text; give a text file", folder.toString());
  }

  @Test
  void tooManyStreamsAreSaidOfTheText() throws IOException {
    String two = write("two.txt", "ab");
    CommandRun run = evaluate(two, "--streams", "100");
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("srupp: " + two + ": 2 tokens in 100 streams"), run.err());
  }

  private static void assertRefused(String message, String data) {
    CommandRun run = evaluate(data);
    assertEquals(1, run.code());
    assertEquals("srupp: " + message.replace("DATA", data) + "\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void preparedTextOfAnotherVocabularyIsRefused() throws IOException {
    Path prepared = Files.createDirectory(folder.resolve("prepared"));
    Files.createFile(prepared.resolve("valid.tokens"));
    String own = Files.readString(folder.resolve("vocabulary.txt"));
    String other = own.replace("<0x62>", "<0x60>").replace("<0x61>", "<0x5F>");
    Files.write(prepared.resolve("vocabulary.txt"), other.getBytes(UTF_8));
    assertRefused(
        prepared
            + "/vocabulary.txt is not the model's vocabulary: token 0 is <0x5F>, in the model"
            + " <0x61>; prepare the text with the model's vocabulary, or give the text itself",
        prepared.toString());
  }

  @Test
  void wrongOptionsAreNamedAtOnce() {
    CommandRun run = evaluate(text, "--window", "0", "--streams", "0");
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains(
                "--window must be at least 1, found 0; --streams must be at least 1, found 0"),
        run.err());
    assertTrue(
        CommandRun.of("evaluate", "--data", text)
            .err()
            .contains("--data, --window, --streams and --device need --model FOLDER"));
    assertTrue(
        CommandRun.of("evaluate", "--model", model)
            .err()
            .contains("--model needs --data PATH, the text to score"));
  }
}
