package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
  private static final String SIGNATURE = "nrefs:1|tok:13a";

  @TempDir static Path folder;

  @BeforeAll
  static void makeRuns() throws IOException {
    run("s1", "small", 1, 1000, score("BLEU", 40, SIGNATURE));
    log("s1", train(10, 60, 4.5), bleu(20, 120, "10"), bleu(40, 240, "30.0"));
    more("s1", bleu(60, 360, "28"), train(80, 480, 1.5));
    run("s2", "small", 2, 1000, score("BLEU", 44, SIGNATURE));
    log("s2", bleu(20, 150, "12"), bleu(40, 300, "34"), train(50, 360, 2));
    run("large", "large <b>", 7, 2_000_000, "");
    log("large", bleu(5, 120, "null"), bleu(10, 600, "35"));
    run("bytes", "bytes", 3, 20, score("bits per byte", 2.21875, "window:128"));
    log("bytes", "{%s,\"valid_loss\":1.75,\"valid_bpc\":2.53125}".formatted(at(8, 60)));
    more("bytes", "{%s,\"valid_loss\":1.5,\"valid_bpc\":2.15625}".formatted(at(16, 90)));
    more("bytes", "{%s,\"valid_loss\":1.5,\"valid_bpc\":2.16}".formatted(at(24, 120)));
    run("words", "words", 3, 20, "");
    log("words", "{%s,\"valid_loss\":4.5,\"valid_ppl\":90}".formatted(at(8, 60)));
    run("plain", "plain", 3, 20, "");
    log("plain", "{%s,\"valid_loss\":2.25}".formatted(at(8, 60)));
    run("fresh", "fresh", 3, 20, "");
    log("fresh", train(10, 2, 4));
    run("early", "early", 3, 20, "");
    run("damaged", "damaged", 3, 20, "");
    log("damaged", train(10, 2, 4), "{\"step\":", bleu(20, 4, "1"));
    run("cardless", "cardless", 3, 20, "");
    log("cardless", bleu(10, 2, "4"));
    Files.delete(folder.resolve("cardless/run.json"));
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("file"), "");
  }

  private static void run(String name, String recipe, long seed, long parameters, String scores)
      throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        run.resolve("recipe.yaml"), "# Resolved.\nname: \"" + recipe + "\"\nnoSuchKey: 1\n");
    Files.writeString(
        run.resolve("run.json"),
        String.format(
            Locale.ROOT,
            """
        {"srupp": "0.1.0", "commit": "0123abc", "command": "srupp train %s --out 'a&b'", "seed": %d,
         "data": [], "machine": {"os": "Linux 6", "cpu": "A <fast> CPU", "cores": 2, "memory_bytes": 4294967296},
         "versions": {}, "started": "2026-01-02T03:04:05Z", "ended": null, "parameters": %d, "scores": [%s]}
        """,
            name,
            seed,
            parameters,
            scores));
  }

  private static String score(String metric, double value, String signature) {
    return String.format(
        Locale.ROOT,
        "{\"data\": \"test\", \"metric\": \"%s\", \"value\": %s, \"signature\": \"%s\"}",
        metric,
        value,
        signature);
  }

  private static void log(String run, String... records) throws IOException {
    Files.write(folder.resolve(run).resolve("log.jsonl"), List.of(records));
  }

  private static void more(String run, String... records) throws IOException {
    Path log = folder.resolve(run).resolve("log.jsonl");
    List<String> all = new ArrayList<>(Files.readAllLines(log));
    all.addAll(List.of(records));
    Files.write(log, all);
  }

  private static String at(long step, double seconds) {
    return "\"step\":" + step + ",\"epoch\":1,\"elapsed_seconds\":" + seconds;
  }

  private static String train(long step, double seconds, double loss) {
    return "{%s,\"train_loss\":%s,\"tokens_per_second\":1000}".formatted(at(step, seconds), loss);
  }

  private static String bleu(long step, double seconds, String bleu) {
    return "{%s,\"valid_loss\":3.5,\"valid_bleu\":%s}".formatted(at(step, seconds), bleu);
  }

  private static CommandRun compare(String words) {
    List<String> all = new ArrayList<>(List.of("compare"));
    for (String word : words.split(" ")) {
      all.add(word.replace("DIR", folder.toString()));
    }
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static List<String> cells(String line) {
    return List.of(line.replace(folder.toString(), "DIR").strip().split(" {2,}"));
  }

  private static List<String> words(String commaSeparated) {
    return List.of(commaSeparated.split(", "));
  }

  private static List<String> lines(CommandRun run) {
    assertEquals(0, run.code(), run.err());
    return run.out().lines().toList();
  }

  /**
   * Mean of 80 and 50 updates 65, squares 15 x 15 twice over one degree of freedom: 21.2; of 8 and
   * 6 minutes 7 and 1.41; of 30 and 12 BLEU 21 and 18 / sqrt 2 = 12.73; of 30 and 34 32 and 2.83.
   */
  @Test
  void theTableTellsTheBestUpToEachTime() {
    List<String> lines = lines(compare("DIR/s1 DIR/large DIR/s2 --minutes 5,2,4"));
    assertEquals(
        words(
            "name, run, seed, parameters, updates, minutes, 2 min, 4 min, 5 min, best, test BLEU"),
        cells(lines.get(0)));
    assertEquals(
        List.of(
            "small", "DIR/s1", "1", "1,000", "80", "8.0", "10.00", "30.00", "30.00", "30.00",
            "40.00"),
        cells(lines.get(1)));
    assertEquals(
        List.of(
            "large <b>", "DIR/large", "7", "2,000,000", "10", "10.0", "-", "-", "-", "35.00", "-"),
        cells(lines.get(2)));
    assertEquals(
        List.of(
            "small", "DIR/s2", "2", "1,000", "50", "6.0", "-", "12.00", "34.00", "34.00", "44.00"),
        cells(lines.get(3)));
    assertEquals("", lines.get(4));
    assertEquals(
        List.of(
            "small", "mean of 2", "1,000", "65", "7.0", "-", "21.00", "32.00", "32.00", "42.00"),
        cells(lines.get(5)));
    assertEquals(
        List.of(
            "small", "standard deviation", "0", "21", "1.4", "-", "12.73", "2.83", "2.83", "2.83"),
        cells(lines.get(6)));
    assertEquals(
        List.of(
            "",
            "min, best: the best validation BLEU, higher is better, up to these minutes and of all",
            "test BLEU: " + SIGNATURE),
        lines.subList(7, 10));
    assertEquals(10, lines.size());
  }

  @Test
  void columnsAreAligned() {
    List<String> lines = lines(compare("DIR/s1 DIR/large DIR/s2"));
    for (int i : List.of(1, 2, 3, 5, 6)) {
      assertEquals(lines.get(0).length(), lines.get(i).length(), lines.get(i));
    }
    assertEquals(lines.get(0).indexOf("run "), lines.get(1).indexOf(folder.toString()));
  }

  /** Of 8 and of 2 minutes; of 2 seconds a tenth of a minute is the least. */
  @Test
  void timesAreQuartersOfTheShortestRun() throws IOException {
    List<String> head = cells(lines(compare("DIR/s1 DIR/large")).get(0));
    assertEquals(words("2 min, 4 min, 6 min, 8 min, best"), head.subList(6, 11));
    head = cells(lines(compare("DIR/bytes")).get(0));
    assertEquals(words("0.5 min, 1 min, 1.5 min, 2 min, best"), head.subList(6, 11));
    run("short", "short", 1, 1, "");
    log("short", bleu(1, 2, "5"));
    head = cells(lines(compare("DIR/s1 DIR/short")).get(0));
    assertEquals(words("0.1 min, best"), head.subList(6, 8));
  }

  @Test
  void bitsAreBestWhereTheyAreLowestAndHaveFourDecimals() {
    List<String> lines = lines(compare("DIR/bytes --minutes=1,1.5,1.5"));
    assertEquals(
        List.of(
            "bytes", "DIR/bytes", "3", "20", "24", "2.0", "2.5313", "2.1563", "2.1563", "2.2188"),
        cells(lines.get(1)));
    assertEquals("test bits per byte", cells(lines.get(0)).getLast());
    assertTrue(lines.get(3).contains("validation bits, lower is better"), lines.get(3));
  }

  /** Perplexity before loss; a run that has the loss alone brings the others down to it. */
  @Test
  void theFirstMetricThatAllHaveIsCompared() {
    assertEquals("90.00", cells(lines(compare("DIR/words --minutes=9")).get(1)).get(6));
    List<String> lines = lines(compare("DIR/words DIR/plain --minutes=9"));
    assertEquals("4.500", cells(lines.get(1)).get(6));
    assertEquals("2.250", cells(lines.get(2)).get(6));
  }

  @Test
  void scoresOfDifferentSignaturesStandApart() throws IOException {
    String both = score("BLEU", 50, SIGNATURE) + ", " + score("BLEU", 51, "tok:none");
    run("s3", "small", 3, 1000, both);
    log("s3", bleu(1, 60, "5"));
    List<String> lines = lines(compare("a=DIR/s1 b=DIR/s3 --minutes=1"));
    List<String> head = cells(lines.get(0));
    assertEquals(List.of("test BLEU 1", "test BLEU 2"), head.subList(8, 10));
    assertEquals(List.of("40.00", "-"), cells(lines.get(1)).subList(8, 10));
    assertEquals(List.of("50.00", "51.00"), cells(lines.get(2)).subList(8, 10));
    assertEquals(
        List.of("test BLEU 1: " + SIGNATURE, "test BLEU 2: tok:none"), lines.subList(5, 7));
  }

  @Test
  void namesAreGivenOrTheRecipesOrTheFolders() throws IOException {
    run("lr=3", "by recipe", 1, 1, "");
    log("lr=3", bleu(1, 60, "5"));
    assertEquals("by recipe", cells(lines(compare("DIR/lr=3")).get(1)).getFirst());
    assertEquals("lr", cells(lines(compare("lr=DIR/lr=3")).get(1)).getFirst());
    Files.writeString(folder.resolve("lr=3/recipe.yaml"), "name: [\n");
    assertEquals("lr=3", cells(lines(compare("DIR/lr=3")).get(1)).getFirst());
  }

  @Test
  void aRunThatIsBeingWrittenIsReadUpToItsLastWholeLine() throws IOException {
    run("half", "half", 1, 1, "");
    String half = bleu(2, 90, "6").substring(0, 40);
    Files.writeString(folder.resolve("half/log.jsonl"), bleu(1, 60, "5") + "\n" + half);
    assertEquals("1.0", cells(lines(compare("DIR/half")).get(1)).get(5));
  }

  @Test
  void thePageHasTableCurvesAndOrigins() throws IOException {
    Path file = folder.resolve("page.html");
    CommandRun run = compare("DIR/s1 DIR/large DIR/s2 --out DIR/page.html");
    assertEquals(0, run.code(), run.err());
    assertEquals(compare("DIR/s1 DIR/large DIR/s2").out(), run.out());
    String page = Files.readString(file);
    for (String reference : List.of("http", "src=", "href=", "url(", "@import", "<script", "<b>")) {
      assertFalse(page.contains(reference), reference);
    }
    assertTrue(page.contains("<title>small, large &lt;b&gt;</title>"), page.substring(0, 300));
    assertTrue(page.contains("<td>standard deviation</td><td></td><td>0</td><td>21</td>"));
    assertTrue(page.contains("<td>0123abc</td><td>srupp train s1 --out &#39;a&amp;b&#39;</td>"));
    assertTrue(page.contains("<td>Linux 6, A &lt;fast&gt; CPU, 2 cores, 4.0 GiB</td>"));
    assertTrue(page.contains("<td>2026-01-02T03:04:05Z</td><td>not ended</td>"));
    assertEquals(4, page.split("<svg ", -1).length - 1);
    // a line of each of three runs in every chart and two names below it; the large run logs no
    // training, but its line is there
    assertEquals(4 * (3 + 2), page.split("<path class=\"line\"", -1).length - 1);
    assertTrue(page.indexOf(">Validation BLEU<") < page.indexOf(">Training loss, nats per token<"));
  }

  @Test
  void moreNamesThanColoursAreTooManyForAPageOnly() throws IOException {
    StringBuilder words = new StringBuilder();
    for (int i = 1; i <= 9; i++) {
      run("n" + i, "n" + i, 1, 1, "");
      log("n" + i, bleu(1, 60, "5"));
      words.append("DIR/n").append(i).append(' ');
    }
    assertEquals(12, lines(compare(words.toString().strip())).size());
    CommandRun page = compare(words + "--out DIR/nine.html");
    assertEquals(
        new CommandRun(
            1,
            "",
            "srupp: charts tell at most 8 names apart, found 9: give runs that belong together one"
                + " name, as in a=DIR/n1, or leave out --out\n".replace("DIR", folder.toString())),
        page);
    assertFalse(Files.exists(folder.resolve("nine.html")));
    assertEquals(
        0, compare(words.toString().replace("DIR/n9", "n1=DIR/n9") + "--out DIR/nine.html").code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIR/s1 --minutes=0           | 2 | srupp compare: --minutes must be numbers above 0, found 0.0",
        "DIR/s1 --minutes=1,NaN       | 2 | srupp compare: --minutes must be numbers above 0, found NaN",
        "DIR/s1 --minutes=1,soon      | 2 | srupp compare: Invalid value for option '--minutes' (M): 'soon' is not a double",
        "DIR/none --out=/none/a.html  | 2 | srupp compare: --out: there is no folder for /none/a.html",
        "DIR/none --out=DIR           | 2 | srupp compare: --out must name a file, found the folder DIR",
        "--minutes=1                  | 2 | srupp compare: Missing required parameter: '[NAME=]RUN'",
        "DIR/none                     | 1 | srupp: DIR/none is no folder: name the folder of a run, as given to train --out",
        "a=DIR/file                   | 1 | srupp: DIR/file is no folder: name the folder of a run, as given to train --out",
        "=DIR/s1                      | 1 | srupp: expected NAME=RUN, found no name in =DIR/s1",
        "a=                           | 1 | srupp: expected RUN or NAME=RUN, found no run in \"a=\"",
        "DIR/empty                    | 1 | srupp: DIR/empty holds no run (no recipe.yaml): name the folder of a run, as given to train --out",
        "DIR/early                    | 1 | srupp: DIR/early has no record in log.jsonl yet: wait for the first, or leave the run out",
        "DIR/cardless                 | 1 | srupp: DIR/cardless has no run.json, which tells seed and parameters: bring it back, or leave the run out",
        "DIR/damaged                  | 1 | srupp: DIR/damaged/log.jsonl, line 2: not a record of a training; delete that line",
        "DIR/s1 a=DIR/s1              | 1 | srupp: DIR/s1 is named twice: name each run once, or its mean counts it double",
        "DIR/s1 DIR/fresh             | 1 | srupp: no validation yet in DIR/fresh: wait for the first, or leave the run out",
        "DIR/plain DIR/words DIR/bytes | 1 | srupp: DIR/plain has no validation bits, which DIR/bytes has, but loss: compare runs of one task",
        "DIR/s1 DIR/bytes             | 1 | srupp: DIR/bytes has no validation BLEU, which DIR/s1 has, but bits and loss: compare runs of one task"
      })
  void wrongInputIsASentence(String words, int code, String sentence) {
    CommandRun run = compare(words);
    assertEquals(
        sentence.replace("DIR", folder.toString()), run.err().lines().findFirst().orElseThrow());
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }
}
