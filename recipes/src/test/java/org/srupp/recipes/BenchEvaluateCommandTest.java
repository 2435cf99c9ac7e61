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

class BenchEvaluateCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() throws IOException {
    Files.write(folder.resolve("ref"), List.of("the cat sat on the mat", "a dog"));
    Files.write(folder.resolve("hyp"), List.of("the cat sat on a mat", "dog"));
    Files.write(folder.resolve("long"), List.of("a", "b", "c"));
    Files.writeString(folder.resolve("empty"), "");
  }

  private static CommandRun bench(String words) {
    List<String> all = new ArrayList<>(List.of("bench", "evaluate", "--warm-up=1"));
    for (String word : words.split(" ")) {
      all.add(word.replace("DIR", folder.toString()));
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  @Test
  void theThreeMetricsAreTimedInTurn() throws IOException {
    CommandRun run = bench("DIR/ref -i DIR/hyp --rounds=2 --json=DIR/bench.json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = new ObjectMapper().readTree(folder.resolve("bench.json").toFile());
    assertEquals(
        List.of("bleu", "chrf", "ter", "ter", "chrf", "bleu"), names(report.path("turns")));
    JsonNode bleu = report.path("figures").path(0);
    assertEquals(7, bleu.path("work").path("count").asInt());
    assertEquals("segment", bleu.path("items").path("unit").asText());
    assertEquals(2, bleu.path("items").path("count").asInt());
    assertTrue(report.path("host").path("libtorch").isMissingNode(), report.toString());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(1).matches("threads \\d+, JDK 2.+, commit .+"), run.out());
    assertTrue(lines.get(2).endsWith("hyp (2 segments), in turn: warm-up 1, rounds 2"), run.out());
    assertTrue(lines.get(5).startsWith("bleu  "), run.out());
  }

  @Test
  void metricsAreChosenWithTheOptionsOfEvaluate() {
    CommandRun run = bench("DIR/ref -i DIR/hyp -m ter nltk-bleu -lc --rounds=1");
    assertEquals(0, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(5).startsWith("ter  "), run.out());
    assertTrue(lines.get(6).startsWith("nltk-bleu  "), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIR/ref -i DIR/hyp --rounds=0         | 2 | srupp bench evaluate: --rounds must be at least 1, found 0",
        "DIR/ref -i DIR/hyp -m blue            | 2 | srupp bench evaluate: unknown metric blue; did you mean bleu?; choose from bleu, chrf, multi-bleu, nltk-bleu, ter",
        "DIR/ref -i DIR/hyp --json=/none/a.b   | 2 | srupp bench evaluate: --json: there is no folder for /none/a.b",
        "DIR/ref                               | 2 | srupp bench evaluate: -i needs one file, the output of a system, found none",
        "DIR/ref -i DIR/hyp DIR/long           | 2 | srupp bench evaluate: -i needs one file, the output of a system, found 2",
        "-i DIR/hyp                            | 1 | srupp: no reference file; give one or more before the -i/--input option",
        "DIR/none -i DIR/hyp                   | 1 | srupp: DIR/none: no such file; check the path",
        "DIR/ref -i DIR/none                   | 1 | srupp: DIR/none: no such file; check the path",
        "DIR/ref -i DIR/long                   | 1 | srupp: DIR/long has 3 lines, but reference DIR/ref has 2; system and references need equally many lines",
        "DIR/empty -i DIR/empty                | 1 | srupp: DIR/empty: no line, expected at least 1"
      })
  void wrongInputIsASentence(String words, int code, String sentence) {
    CommandRun run = bench(words);
    assertEquals(
        sentence.replace("DIR", folder.toString()), run.err().lines().findFirst().orElseThrow());
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }
}
