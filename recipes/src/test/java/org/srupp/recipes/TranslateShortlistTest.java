package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code translate --shortlist} as a user sees it. */
class TranslateShortlistTest {
  @TempDir static Path folder;
  private static Path model;
  private static Path shortlist;
  private static List<String> sources;
  private static List<String> expected;

  @BeforeAll
  static void translateInOneGo() throws IOException {
    model = folder.resolve("model");
    TinyTranslator.save(model);
    shortlist = build(model, "list");
    sources = sentences(200);
    expected = lines(translate(sources));
    assertTrue(Set.copyOf(expected).size() > 20, "random weights must tell sentences apart");
  }

  /** Short lists, so that sentences differ in what they may produce. */
  private static Path build(Path model, String name) throws IOException {
    Path text = Files.write(folder.resolve("text"), TinyTranslator.TEXT);
    Path out = folder.resolve(name);
    CommandRun run =
        CommandRun.of(
            "shortlist",
            model.toString(),
            "--src",
            text.toString(),
            "--tgt",
            text.toString(),
            "--out",
            out.toString(),
            "--best",
            "4",
            "--frequent",
            "3");
    assertEquals(0, run.code(), run.err());
    return out;
  }

  private static List<String> sentences(int count) {
    Random random = new Random(3);
    List<String> words =
        TinyTranslator.TEXT.stream().flatMap(line -> Arrays.stream(line.split(" "))).toList();
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                String.join(
                    " ",
                    random
                        .ints(1 + random.nextInt(12), 0, words.size())
                        .mapToObj(words::get)
                        .toList()))
        .toList();
  }

  private static CommandRun translate(List<String> lines, String... more) {
    List<String> options = new ArrayList<>(List.of("--shortlist", shortlist.toString()));
    options.addAll(List.of(more));
    return TinyTranslator.translate(
        model, String.join("\n", lines) + "\n", options.toArray(String[]::new));
  }

  private static List<String> lines(CommandRun run) {
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    return List.of(run.out().split("\n"));
  }

  @ParameterizedTest(name = "batches of {0}, {1} threads, beam {2}")
  @CsvSource({"1,1,3", "7,2,3", "64,3,3", "1,1,1", "64,2,1"})
  void batchesThreadsAndOrderChangeNothing(String batch, String threads, String beam) {
    List<String> alone = lines(translate(sources, "--beam", beam));
    List<Integer> order = new ArrayList<>(IntStream.range(0, sources.size()).boxed().toList());
    Collections.shuffle(order, new Random(5));
    List<String> found =
        lines(
            translate(
                order.stream().map(sources::get).toList(),
                "--batch-sentences",
                batch,
                "--threads",
                threads,
                "--beam",
                beam));
    assertEquals(order.stream().map(alone::get).toList(), found);
  }

  @ParameterizedTest
  @CsvSource({"int8", "bfloat16"})
  void theyChangeNothingInOtherPrecisions(String precision) {
    String[] once = {"--precision", precision, "--batch-sentences", "1"};
    String[] together = {"--precision", precision, "--batch-sentences", "64"};
    // A processor that cannot says so and falls back.
    assertEquals(translate(sources, once).out(), translate(sources, together).out());
  }

  @Test
  void theListsDecideWhatIsProduced() {
    List<String> whole = lines(TinyTranslator.translate(model, String.join("\n", sources) + "\n"));
    assertNotEquals(whole, expected);
  }

  @Test
  void aPrefixMayHaveWhatTheListHasNot() throws IOException {
    Path prefixes = Files.write(folder.resolve("prefixes"), List.of("Zeitung Abend", ""));
    List<String> found =
        lines(
            translate(
                List.of("der Hund", "der Hund"),
                "--prefix-file",
                prefixes.toString(),
                "--max-length-offset",
                "30"));
    assertTrue(found.get(0).startsWith("Zeitung Abend"), found.get(0));
    CommandRun lists = translate(List.of("der Hund"), "--n-best", "3");
    assertEquals(3, lists.out().lines().count(), lists.err());
  }

  @Test
  void theStatisticsSayHowLongTheListsAre() {
    CommandRun run = translate(sources, "--stats");
    assertTrue(
        run.err()
            .matches("srupp: 200 lines, .* translating, \\d+\\.\\d target pieces for a line\n"),
        run.err());
  }

  private static void assertFails(String message, Path file) {
    CommandRun run = TinyTranslator.translate(model, "der Hund\n", "--shortlist", file.toString());
    assertEquals("srupp: " + file + ": " + message + "\n", run.err());
    assertEquals(1, run.code());
    assertEquals("", run.out());
  }

  @Test
  void aShortlistOfAnotherVocabularyIsRefused() throws IOException {
    Path other = folder.resolve("other");
    TinyTranslator.save(other);
    Path config = other.resolve("config.json"); // as before there were checksums
    Files.writeString(
        config, Files.readString(config).replaceFirst(",\\s*\"checksums\"[^}]*}", ""));
    for (String side : List.of("source.vocab", "target.vocab")) {
      Path vocabulary = other.resolve(side);
      String text = Files.readString(vocabulary);
      Files.writeString(
          vocabulary, text.replaceFirst("(\\S+\\t\\d+\\s*)$", "Ä$1")); // the last piece
      Path file = build(other, "other.list");
      Files.writeString(vocabulary, text);
      CommandRun run =
          TinyTranslator.translate(model, "der Hund\n", "--shortlist", file.toString());
      assertEquals(1, run.code());
      assertTrue(
          run.err()
              .matches(
                  "srupp: "
                      + file
                      + ": is a shortlist of another "
                      + side.substring(0, 6)
                      + " vocabulary, (\\d+) pieces with checksum [0-9a-f]{8}, expected the"
                      + " model's \\1 pieces with checksum [0-9a-f]{8}; build one for this model"
                      + " with shortlist\n"),
          run.err());
    }
  }

  @Test
  void aFileThatIsNoShortlistIsRefused() throws IOException {
    assertFails("no such file", folder.resolve("nowhere"));
    assertFails("a folder, expected a shortlist", folder);
    assertFails(
        "is not a shortlist (it does not start with SRUPPSHL); build one with shortlist",
        model.resolve("config.json"));
    byte[] bytes = Files.readAllBytes(shortlist);
    Path damaged = folder.resolve("damaged");
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 4));
    assertFails(
        "has "
            + (bytes.length - 4)
            + " bytes, its header promises "
            + bytes.length
            + "; it was cut or extended, build it again",
        damaged);
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes);
    assertFails("the lists are damaged (their checksum is wrong); build it again", damaged);
  }
}
