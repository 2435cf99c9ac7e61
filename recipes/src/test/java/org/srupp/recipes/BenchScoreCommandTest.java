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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchScoreCommandTest {
  private static final List<String> TEXT = List.of("the cat sat", "", "the dog");

  @TempDir static Path folder;

  @BeforeAll
  static void makeModels() throws IOException {
    TinyLanguageModel.saveWords(folder.resolve("words"), TEXT);
    TinyLanguageModel.saveBytes(folder.resolve("bytes"), String.join("\n", TEXT));
    Files.write(folder.resolve("text"), TEXT);
    Files.writeString(folder.resolve("other"), "the cat\na bird sat\n");
    Files.writeString(folder.resolve("empty"), "");
  }

  private static CommandRun bench(String... words) {
    List<String> all = new ArrayList<>(List.of("bench", "score"));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void eachModelCountsItsOwnTokens() throws IOException {
    Path json = folder.resolve("bench.json");
    CommandRun run =
        bench(
            "--model=w=" + folder.resolve("words") + ",b=" + folder.resolve("bytes"),
            "--data=" + folder.resolve("text"),
            "--rounds=2",
            "--warm-up=0",
            "--threads=1",
            "--window=5",
            "--json=" + json);
    assertEquals(0, run.code(), run.err());
    JsonNode figures = new ObjectMapper().readTree(json.toFile()).path("figures");
    // words or bytes of each line, and its end
    assertEquals(4 + 1 + 3, figures.path(0).path("work").path("count").asInt());
    assertEquals(12 + 1 + 8, figures.path(1).path("work").path("count").asInt());
    assertEquals(3, figures.path(1).path("items").path("count").asInt());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(4).contains("tokens/s"), run.out());
    assertTrue(lines.get(5).matches("w +8 .*"), run.out());
    assertTrue(lines.get(6).matches("b +21 .*"), run.out());
    assertTrue(run.err().matches("(?s)round 1/2  w  .* tokens/s\\n.*"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words | text  | --rounds=0 --warm-up=-1 | 2 | srupp bench score: --warm-up must be at least 0, found -1; --rounds must be at least 1, found 0",
        "words | text  | --threads=0 --window=0  | 2 | srupp bench score: --threads must be at least 1, found 0; --window must be at least 1, found 0",
        "words | text  | --json=/none/at/all     | 2 | srupp bench score: --json: there is no folder for /none/at/all",
        "none  | text  | --rounds=1              | 1 | srupp: there is no folder DIR/none; expected a model folder or a run folder",
        "words | none  | --rounds=1              | 1 | srupp: DIR/none: no such file",
        "words | empty | --rounds=1              | 1 | srupp: DIR/empty: no word, expected at least 1",
        "words | other | --rounds=1              | 1 | srupp: DIR/other, line 2, word 1: \"a\" is not among the 5 words of the vocabulary, which has no word for unknown ones"
      })
  void wrongInputIsASentence(String model, String data, String options, int code, String sentence) {
    List<String> words =
        new ArrayList<>(
            List.of("--model=" + folder.resolve(model), "--data=" + folder.resolve(data)));
    words.addAll(List.of(options.split(" ")));
    CommandRun run = bench(words.toArray(String[]::new));
    assertEquals(
        sentence.replace("DIR", folder.toString()), run.err().lines().findFirst().orElseThrow());
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }
}
