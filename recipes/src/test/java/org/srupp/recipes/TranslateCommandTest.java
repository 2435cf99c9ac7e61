package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslateCommandTest {
  @TempDir static Path shared;
  private static Path model;
  private static List<String> sources;
  private static List<String> expected;

  @BeforeAll
  static void translateInOneGo() throws Exception {
    model = shared.resolve("model");
    TinyTranslator.save(model);
    sources = sentences(200);
    expected = lines(TinyTranslator.translate(model, text(sources)));
    assertEquals(sources.size(), expected.size());
    assertTrue(Set.copyOf(expected).size() > 20, "random weights must tell sentences apart");
  }

  private static List<String> sentences(int count) {
    Random random = new Random(3);
    List<String> words =
        TinyTranslator.TEXT.stream().flatMap(line -> Arrays.stream(line.split(" "))).toList();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> sentence = new ArrayList<>();
      for (int k = random.nextInt(12); k >= 0; k--) {
        sentence.add(words.get(random.nextInt(words.size())));
      }
      sentences.add(String.join(" ", sentence));
    }
    return sentences;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(CommandRun run) {
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    return List.of(run.out().split("\n", -1)).subList(0, count(run.out()));
  }

  private static int count(String out) {
    assertTrue(out.isEmpty() || out.endsWith("\n"), "the last line is not ended");
    return (int) out.chars().filter(c -> c == '\n').count();
  }

  @ParameterizedTest(name = "batches of {0}, {1} threads, shuffled {2}")
  @CsvSource({"1,1,false", "7,2,false", "64,3,false", "64,1,true", "7,3,true"})
  void batchesThreadsAndOrderChangeNothing(String batch, String threads, boolean shuffled) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      order.add(i);
    }
    if (shuffled) {
      Collections.shuffle(order, new Random(5));
    }
    List<String> found =
        lines(
            TinyTranslator.translate(
                model,
                text(order.stream().map(sources::get).toList()),
                "--batch-sentences",
                batch,
                "--threads",
                threads));
    assertEquals(order.stream().map(expected::get).toList(), found);
  }

  @Test
  void everyInputLineGivesOneLine() {
    String million = "läuft".repeat(200_000);
    List<String> hostile =
        List.of(
            "der Hund",
            "",
            " \t ",
            "der Hund\r",
            "a\0b",
            "\0",
            "😀 der 👨‍👩‍👧 Hund",
            "ein\u2028Mann\u0085liest\u000bdie\fZeitung",
            "\ufeffder",
            million,
            "Suppe ".repeat(2000),
            "er hat");
    CommandRun run = TinyTranslator.translate(model, String.join("\n", hostile));
    assertEquals(0, run.code(), run.err());
    assertEquals(hostile.size(), count(run.out()));
    List<String> out = List.of(run.out().split("\n", -1));
    assertEquals("", out.get(1));
    assertEquals("", out.get(2));
    assertEquals(out.get(0), out.get(3));
    assertFalse(run.out().contains("\r"));
    assertEquals(
        List.of(
            "srupp: standard input, line 10: only the first 1024 pieces are translated",
            "srupp: standard input, line 11: only the first 1024 pieces are translated"),
        run.err().lines().toList());
  }

  @Test
  void malformedBytesBecomeReplacementCharactersWithAWarning() {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("der \uFFFD Hund\n".getBytes(StandardCharsets.UTF_8)); // well formed
    in.writeBytes(new byte[] {'d', 'e', 'r', ' ', (byte) 0xff, '\n'});
    in.writeBytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'}); // a lone surrogate
    in.writeBytes(new byte[] {(byte) 0xc3, '\n', (byte) 0xa4, '\n'}); // ä, torn by a line end
    in.writeBytes(new byte[] {(byte) 0xe2, (byte) 0x82}); // € cut off by the end
    CommandRun run = TinyTranslator.translate(model, in.toByteArray());
    assertEquals(0, run.code(), run.err());
    assertEquals(6, count(run.out()));
    assertEquals(
        List.of(
            "srupp: standard input, line 2: bytes that are not UTF-8 are read as U+FFFD",
            "srupp: standard input, line 3: bytes that are not UTF-8 are read as U+FFFD",
            "srupp: standard input, line 4: bytes that are not UTF-8 are read as U+FFFD",
            "srupp: 2 more such lines: bytes that are not UTF-8 are read as U+FFFD"),
        run.err().lines().toList());
  }

  @Test
  void noInputGivesNoOutput() {
    assertEquals(new CommandRun(0, "", ""), TinyTranslator.translate(model, ""));
    assertEquals(new CommandRun(0, "\n", ""), TinyTranslator.translate(model, "\n"));
    assertEquals(new CommandRun(0, "\n", ""), TinyTranslator.translate(model, "\r"));
  }

  @Test
  void filesAreReadInOrderAndOutputGoesToAFile(@TempDir Path folder) throws IOException {
    Path plain = folder.resolve("a.de");
    Files.writeString(plain, text(sources.subList(0, 50)));
    Path packed = folder.resolve("b.de.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text(sources.subList(100, 200)).getBytes(StandardCharsets.UTF_8));
    }
    Path out = folder.resolve("out.en");
    CommandRun run =
        TinyTranslator.translate(
            model,
            text(sources.subList(50, 100)),
            plain.toString(),
            "-",
            packed.toString(),
            "--out",
            out.toString());
    assertEquals(new CommandRun(0, "", ""), run);
    assertEquals(expected, Files.readAllLines(out));
    try (var left = Files.list(folder)) {
      assertEquals(3, left.count());
    }
  }

  @Test
  void damagedGzipKeepsAnEarlierOutput(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text(sources).getBytes(StandardCharsets.UTF_8));
    }
    Path packed = folder.resolve("in.gz");
    Files.write(packed, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20));
    Path out = folder.resolve("out");
    Files.writeString(out, "before");
    CommandRun run =
        TinyTranslator.translate(model, "", packed.toString(), "--out", out.toString());
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .matches("srupp: .*in\\.gz, line \\d+: cannot be read: Unexpected end of ZLIB.*\n"),
        run.err());
    assertEquals("before", Files.readString(out));
    try (var left = Files.list(folder)) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void whoeverTypesIsAnsweredBeforeTheInputEnds() throws Exception {
    try (PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream stdin = new PipedInputStream(typed);
        PipedInputStream shown = new PipedInputStream();
        PipedOutputStream stdout = new PipedOutputStream(shown)) {
      var run = CompletableFuture.supplyAsync(() -> TinyTranslator.translate(model, stdin, stdout));
      for (int i = 0; i < 3; i++) {
        typed.write((sources.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
        typed.flush();
        assertEquals(expected.get(i), line(shown));
      }
      typed.close();
      assertEquals(0, run.get(20, TimeUnit.SECONDS).code());
    }
  }

  private static String line(PipedInputStream shown) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = shown.read(); next != '\n'; next = shown.read()) {
      assertTrue(next >= 0, "the output ended");
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void nBestListsAreNumberedRankedAndLedByTheTranslation() {
    List<String> some = List.of(sources.get(0), "", sources.get(1));
    List<String> found = lines(TinyTranslator.translate(model, text(some), "--n-best", "3"));
    assertEquals(7, found.size());
    assertEquals("1 |||  ||| 0.000000", found.get(3));
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      String[] fields = found.get(4 + i).split(" \\|\\|\\| ", -1);
      assertEquals("2", fields[0]);
      if (i == 0) {
        assertEquals(expected.get(1), fields[1]);
      }
      assertTrue(Double.parseDouble(fields[2]) <= before, found.toString());
      before = Double.parseDouble(fields[2]);
    }
    List<String> greedy =
        lines(TinyTranslator.translate(model, text(some), "--beam", "1", "--n-best", "1"));
    assertEquals(3, greedy.size());
    assertTrue(greedy.get(0).matches("0 \\|\\|\\| .* \\|\\|\\| -\\d+\\.\\d{6}"), greedy.get(0));
  }

  @Test
  void optionsGoBeforeTheModelsSettings() {
    String input = text(sources.subList(0, 50));
    List<String> usual = expected.subList(0, 50);
    List<String> greedy = lines(TinyTranslator.translate(model, input, "--beam", "1"));
    assertNotEquals(usual, greedy);
    List<String> cut =
        lines(
            TinyTranslator.translate(
                model, input, "--max-length-factor", "0", "--max-length-offset", "2"));
    List<String> longer = lines(TinyTranslator.translate(model, input, "--min-length", "30"));
    for (int i = 0; i < 50; i++) {
      assertTrue(cut.get(i).split(" ").length <= 2, cut.get(i));
      assertTrue(longer.get(i).length() >= 30, longer.get(i)); // a piece has a character
    }
    for (String form : List.of("NONE", "average", "gnmt")) {
      CommandRun run =
          TinyTranslator.translate(
              model, input, "--length-normalization", form, "--length-penalty", "0");
      List<String> unpenalised =
          lines(TinyTranslator.translate(model, input, "--length-normalization", "none"));
      assertEquals(unpenalised, lines(run)); // alpha 0 divides by 1
    }
    assertNotEquals(
        lines(TinyTranslator.translate(model, input, "--length-normalization", "none")),
        lines(TinyTranslator.translate(model, input, "--length-penalty", "3")));
  }

  @Test
  void prefixesAreForced(@TempDir Path folder) throws IOException {
    Path prefixes = folder.resolve("prefixes");
    Files.writeString(prefixes, "die Katze\n\n" + "Suppe ".repeat(50) + "\nder\n");
    String input = text(List.of(sources.get(0), sources.get(1), "er", ""));
    List<String> found =
        lines(TinyTranslator.translate(model, input, "--prefix-file", prefixes.toString()));
    assertTrue(found.get(0).startsWith("die Katze"), found.get(0));
    assertEquals(expected.get(1), found.get(1));
    assertTrue(found.get(2).startsWith("Suppe ".repeat(50).strip()), "the whole, past the limit");
    assertEquals("", found.get(3));
    CommandRun few =
        TinyTranslator.translate(model, input + "er\n", "--prefix-file", prefixes.toString());
    assertEquals(1, few.code());
    assertEquals(
        "srupp: "
            + prefixes
            + " has 4 lines, the input has more; expected one prefix for each, or an empty line\n",
        few.err());
    CommandRun many = TinyTranslator.translate(model, "er\n", "--prefix-file", prefixes.toString());
    assertEquals(1, many.code());
    assertEquals(
        "srupp: "
            + prefixes
            + " has more than the 1 lines of the input; expected one prefix for each\n",
        many.err());
  }

  @Test
  void aPrefixOfAWholeBookIsRefused(@TempDir Path folder) throws IOException {
    Path prefixes = Files.writeString(folder.resolve("prefixes"), "Suppe ".repeat(5000) + "\n");
    CommandRun run = TinyTranslator.translate(model, "er\n", "--prefix-file", prefixes.toString());
    assertEquals(1, run.code());
    String start =
        "srupp: the prefix that begins \"Suppe Suppe Suppe Suppe Suppe Suppe Supp\" has ";
    assertTrue(run.err().startsWith(start), run.err());
    assertTrue(run.err().endsWith(" pieces, expected at most 4096; shorten it\n"), run.err());
  }

  @Test
  void statsCountLinesAndWords() {
    CommandRun run = TinyTranslator.translate(model, "der Hund  läuft \n\nein\n", "--stats");
    assertEquals(0, run.code());
    assertEquals(3, count(run.out()));
    assertTrue(
        run.err()
            .matches(
                "srupp: 3 lines, 4 source words, [\\d.]+ s in all, [\\d.]+ s until the model was"
                    + " loaded, first line after [\\d.]+ s, [\\d.]+ words/s translating\n"),
        run.err());
  }

  @Test
  void aReaderThatLeavesEndsItQuietly() {
    CommandRun run =
        TinyTranslator.translate(
            model,
            new ByteArrayInputStream(text(sources).getBytes(StandardCharsets.UTF_8)),
            new FailingOutput("Broken pipe"));
    assertEquals(new CommandRun(0, "", ""), run);
  }
}
