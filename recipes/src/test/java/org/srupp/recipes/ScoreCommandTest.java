package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  private static final List<String> TEXT =
      List.of("the cat sat on the mat", "the dog sat on the cat", "a mat", "");

  @TempDir static Path folder;
  private static String words;
  private static String bytes;

  @BeforeAll
  static void makeModels() throws IOException {
    words = folder.resolve("words").toString();
    bytes = folder.resolve("bytes").toString();
    TinyLanguageModel.saveWords(Path.of(words), TEXT);
    TinyLanguageModel.saveBytes(Path.of(bytes), String.join("\n", TEXT) + "\nä");
  }

  @Test
  void everyLineHasItsLogarithmAndItsPerplexity() {
    CommandRun run = TinyLanguageModel.score(String.join("\n", TEXT) + "\n", "--model", words);
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(TEXT.size(), lines.size());
    int[] tokens = {7, 7, 3, 1};
    for (int i = 0; i < tokens.length; i++) {
      String[] columns = lines.get(i).split("\t", -1);
      double logProbability = Double.parseDouble(columns[0]);
      assertTrue(logProbability < 0, run.out());
      // Four decimals are printed: of the logarithm, and of a perplexity of about 10.
      double perplexity = Math.exp(-logProbability / tokens[i]);
      assertTrue(
          Math.abs(Double.parseDouble(columns[1]) - perplexity) <= 1e-3 * perplexity, run.out());
    }
  }

  @Test
  void aLineDoesNotDependOnTheOthersOrOnWhereItStands() throws IOException {
    CommandRun all = TinyLanguageModel.score(String.join("\n", TEXT), "--model", bytes);
    String second = all.out().lines().skip(1).findFirst().orElseThrow();
    Path file = Files.writeString(folder.resolve("line.txt"), TEXT.get(1));
    CommandRun alone = TinyLanguageModel.score("", "--model", bytes, file.toString());
    assertEquals(second + "\n", alone.out());
  }

  /** The score of one line is what `evaluate` finds for it between two line ends. */
  @Test
  void scoresAgreeWithEvaluation() throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), "\nthe cat sat\n");
    CommandRun evaluated =
        CommandRun.of("evaluate", "--model", bytes, "--data", file.toString(), "--window", "9");
    assertEquals(0, evaluated.code(), evaluated.err());
    CommandRun scored = TinyLanguageModel.score("the cat sat\n", "--model", bytes);
    double perplexity = Double.parseDouble(scored.out().strip().split("\t")[1]);
    String start = "perplexity " + String.format(Locale.ROOT, "%.2f", perplexity);
    assertTrue(evaluated.out().startsWith(start), evaluated.out() + scored.out());
    assertTrue(
        evaluated.out().contains("; tokens 12, words 4, characters 12, bytes 12\n"),
        evaluated.out());
  }

  @Test
  void anUnseenWordIsNamedWithItsPlace() {
    CommandRun run = TinyLanguageModel.score("the cat\nthe bird sat\n", "--model", words);
    assertEquals(1, run.code());
    assertEquals(
        "srupp: standard input, line 2, word 2: \"bird\" is not among the 8 words of the"
            + " vocabulary, which has no word for unknown ones\n",
        run.err());
  }

  @Test
  void aVocabularyWithoutLineFeedCannotScoreLines() throws IOException {
    Path flat = folder.resolve("flat");
    TinyLanguageModel.saveBytes(flat, "abc");
    CommandRun run = TinyLanguageModel.score("abc\n", "--model", flat.toString());
    assertEquals(
        "srupp: the model's vocabulary of 3 tokens has no line feed, so it cannot score lines;"
            + " `evaluate` scores a whole text\n",
        run.err());
  }

  @Test
  void brokenWeightsAreNoScores() throws IOException {
    Path broken = folder.resolve("broken");
    TinyLanguageModel.saveBytes(broken, "abc\n");
    TinyLanguageModel.breakWeight(broken, "output_layer.bias");
    CommandRun run = TinyLanguageModel.score("abc\n", "--model", broken.toString());
    assertEquals(1, run.code(), run.out());
    assertEquals("", run.out());
    assertEquals(
        "srupp: standard input, line 1: the line's loss is NaN, expected a finite one; the model's"
            + " weights are broken\n",
        run.err());
  }

  @Test
  void bytesThatAreNoTextAreNotScoredAsOthers() throws IOException {
    Path file = Files.write(folder.resolve("bad.txt"), new byte[] {'a', '\n', 't', (byte) 0xE9});
    CommandRun run = TinyLanguageModel.score("", "--model", bytes, file.toString());
    assertEquals(1, run.code());
    assertEquals(
        "srupp: "
            + file
            + ", line 2: the line is not UTF-8, expected text; `evaluate` scores any bytes\n",
        run.err());
  }

  @Test
  void aWindowOfZeroIsWrongUsage() {
    CommandRun run =
        TinyLanguageModel.score("a\n", "--model", words, "--window", "0", "--threads", "0");
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains(
                "--window must be at least 1, found 0; --threads must be at least 1, found 0"),
        run.err());
  }
}
