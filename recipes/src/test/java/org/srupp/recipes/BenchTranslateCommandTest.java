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

class BenchTranslateCommandTest {
  @TempDir static Path folder;

  private static String model;
  private static String text;

  @BeforeAll
  static void makeModel() throws IOException {
    model = folder.resolve("model").toString();
    text = folder.resolve("text.de").toString();
    TinyTranslator.save(Path.of(model));
    Files.write(Path.of(text), TinyTranslator.TEXT);
    Files.writeString(folder.resolve("empty"), "");
    Files.writeString(folder.resolve("blank"), " \n\n");
  }

  private static CommandRun bench(String... words) {
    List<String> all = new ArrayList<>(List.of("bench", "translate"));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static List<String> strings(JsonNode array, String key) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.path(key).asText()));
    return texts;
  }

  @Test
  void modelsAndBeamsTakeTurnsAndEveryTurnIsKept() throws IOException {
    Path json = folder.resolve("bench.json");
    CommandRun run =
        bench(
            "--model=a=" + model + ",b=" + model,
            "--data=" + text,
            "--beam=1,2",
            "--threads=1",
            "--warm-up=1",
            "--rounds=2",
            "--json=" + json);
    assertEquals(0, run.code(), run.err());
    List<String> names = List.of("a beam 1", "a beam 2", "b beam 1", "b beam 2");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    List<String> turns = new ArrayList<>(names);
    turns.addAll(names.reversed());
    assertEquals(turns, strings(report.path("turns"), "name"));
    assertEquals(names, strings(report.path("figures"), "name"));
    assertTrue(report.path("command").asText().startsWith("srupp bench translate --model=a="));
    JsonNode first = report.path("figures").path(0);
    assertEquals(10, first.path("items").path("count").asInt());
    assertEquals(51, first.path("work").path("count").asInt());
    double seconds = report.path("turns").path(0).path("seconds").asDouble();
    double perSecond = report.path("turns").path(0).path("per_second").asDouble();
    assertEquals(51, seconds * perSecond, 1e-9);
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(1).matches("threads 1, JDK 2.+, libtorch 2.+, commit .+"), run.out());
    assertEquals(text + " (10 sentences), in turn: warm-up 1, rounds 2", lines.get(2));
    assertTrue(lines.get(5).startsWith("a beam 1  "), run.out());
    assertTrue(lines.get(8).startsWith("b beam 2  "), run.out());
    assertTrue(run.err().startsWith("round 1/2  a beam 1  "), run.err());
    assertEquals(8, run.err().lines().count(), run.err());
  }

  @Test
  void withoutBeamTheModelsOwnIsMeasured() {
    CommandRun run = bench("--model=" + model, "--data=" + text, "--rounds=1");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().toList().get(5).startsWith(model + "  "), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MODEL  | TEXT  | --rounds=0             | 2 | srupp bench translate: --rounds must be at least 1, found 0",
        "MODEL  | TEXT  | --threads=0            | 2 | srupp bench translate: --threads must be at least 1, found 0",
        "MODEL  | TEXT  | --beam=1,0             | 2 | srupp bench translate: --beam must be at least 1, found 0",
        "MODEL  | TEXT  | --beam=2,2             | 2 | srupp bench translate: --beam names a width twice, found [2, 2]",
        "MODEL  | TEXT  | --json=/none/at/all    | 2 | srupp bench translate: --json: there is no folder for /none/at/all",
        "MODEL,MODEL | TEXT | --rounds=1         | 2 | srupp bench translate: --model names MODEL twice; give one of them another name, as in a=MODEL",
        "/none  | TEXT  | --rounds=1             | 1 | srupp: there is no folder /none; expected a model folder or a run folder",
        "MODEL  | /none | --rounds=1             | 1 | srupp: /none: no such file",
        "MODEL  | DIR   | --rounds=1             | 1 | srupp: DIR: a folder, expected a text file",
        "MODEL  | EMPTY | --rounds=1             | 1 | srupp: EMPTY: no word, expected at least 1",
        "MODEL  | BLANK | --rounds=1             | 1 | srupp: BLANK: no word, expected at least 1"
      })
  void wrongInputIsASentence(String models, String data, String option, int code, String sentence) {
    CommandRun run = bench("--model=" + places(models), "--data=" + places(data), option);
    assertEquals(places(sentence), run.err().lines().findFirst().orElseThrow());
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }

  private static String places(String words) {
    return words
        .replace("MODEL", model)
        .replace("TEXT", text)
        .replace("DIR", folder.toString())
        .replace("EMPTY", folder.resolve("empty").toString())
        .replace("BLANK", folder.resolve("blank").toString());
  }
}
