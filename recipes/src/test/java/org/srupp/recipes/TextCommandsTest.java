package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code tokenize}, {@code detokenize} and {@code learn} as a user sees them. */
class TextCommandsTest {
  private static final String RAW =
      "Mr. Smith's dog (a big one) isn't here, is it?\n\nDas kostet 5.300,50 Euro & mehr.\n";

  @TempDir Path folder;
  private String raw;

  @BeforeEach
  void writeText() throws IOException {
    raw = file("raw.txt", RAW);
  }

  @Test
  void mosesWordsGoOutAndComeBack() throws IOException {
    CommandRun run = CommandRun.of("tokenize", "--moses", "en", raw);
    assertEquals(
        new CommandRun(
            0,
            "Mr. Smith &apos;s dog ( a big one ) isn &apos;t here , is it ?\n\n"
                + "Das kostet 5.300,50 Euro &amp; mehr .\n",
            ""),
        run);
    String words = file("words.txt", run.out());
    assertEquals(new CommandRun(0, RAW, ""), CommandRun.of("detokenize", "--moses", "en", words));
  }

  @Test
  void lowerCaseComesBeforeNltkAndAfterMoses() throws IOException {
    String text = file("text.txt", "He met J. Smith etc. The dog can't.\n");
    assertEquals(
        "he met j. smith etc. the dog ca n't .\n",
        CommandRun.of("tokenize", "--nltk", "--lowercase", text).out());
    // Lower-cased first, the full stop would stay with "vs" before "the".
    String other = file("other.txt", "Go. The end\n");
    assertEquals(
        "go . the end\n", CommandRun.of("tokenize", "--moses", "en", "--lowercase", other).out());
  }

  @Test
  void codesAreLearnedAppliedAndUndone() throws IOException {
    String text = file("text.txt", "low low low lower lower newest newest newest newest\n");
    String codes = folder.resolve("codes").toString();
    String vocabulary = folder.resolve("vocabulary").toString();
    CommandRun learned =
        CommandRun.of(
            "learn",
            "--kind",
            "bpe",
            "--size",
            "100",
            "--out",
            codes,
            "--write-vocabulary",
            vocabulary,
            text);
    assertEquals(0, learned.code());
    assertEquals("srupp: the text has no more than 9 merges, asked for 100\n", learned.err());
    assertTrue(Files.readString(Path.of(codes)).startsWith("#version: 0.2\n"));
    assertEquals("newest 4\nlow 3\nlower 2\n", Files.readString(Path.of(vocabulary)));
    String unseen = file("unseen.txt", "lowest new lower\n");
    CommandRun cut = CommandRun.of("tokenize", "--bpe", codes, unseen);
    assertEquals("lo@@ west ne@@ w lower\n", cut.out());
    assertEquals(
        "lowest new lower\n",
        CommandRun.of("detokenize", "--bpe", file("cut.txt", cut.out())).out());
    assertEquals(
        "l@@ o@@ west n@@ e@@ w lower\n",
        CommandRun.of(
                "tokenize", "--bpe", codes, "--vocabulary", file("v", "west 9\nlower 5\n"), unseen)
            .out());
    assertEquals(
        "l@@ o@@ w@@ e@@ s@@ t n@@ e@@ w l@@ o@@ w@@ e@@ r\n",
        CommandRun.of("tokenize", "--bpe", codes, "--dropout", "1", unseen).out());
  }

  @Test
  void fastBpeFormatCarriesCounts() throws IOException {
    String codes = folder.resolve("codes").toString();
    CommandRun.of(
        "learn",
        "--kind",
        "bpe",
        "--size",
        "1",
        "--format",
        "fast_bpe",
        "--out",
        codes,
        file("text.txt", "ab ab ab cd\n"));
    assertEquals("a b</w> 3\n", Files.readString(Path.of(codes)));
  }

  @Test
  void sentencePieceModelIsLearnedAppliedAndUndone() throws IOException {
    String text = file("text.txt", "the dog and the cat see the man\n".repeat(20));
    String model = folder.resolve("m.model").toString();
    CommandRun learned =
        CommandRun.of("learn", "--kind", "sentencepiece", "--size", "30", "--out", model, text);
    assertEquals(new CommandRun(0, "", ""), learned);
    CommandRun cut = CommandRun.of("tokenize", "--model", model, text);
    assertTrue(cut.out().startsWith("\u2581the "), cut.out());
    assertEquals(
        new CommandRun(0, Files.readString(Path.of(text)), ""),
        CommandRun.of("detokenize", "--model", model, file("cut.txt", cut.out())));
  }

  @Test
  void truecaserIsLearnedAppliedAndUndone() throws IOException {
    String model = folder.resolve("tc").toString();
    String text = file("text.txt", "See the dog . The dog\nand NASA or the dog\n");
    assertEquals(
        new CommandRun(0, "", ""),
        CommandRun.of("learn", "--kind", "truecaser", "--out", model, text));
    CommandRun cased =
        CommandRun.of("tokenize", "--truecase", model, file("t", "The dog . Dog of nasa\n"));
    assertEquals("the dog . dog of NASA\n", cased.out());
    assertEquals(
        "The dog . Dog of NASA\n",
        CommandRun.of("detokenize", "--recase", file("c", cased.out())).out());
  }

  @Test
  void standardInputIsReadAndItsBytesMayBeAnything() {
    byte[] bytes = {'a', (byte) 0xff, ' ', ' ', 'b', '\r', '\n', 0, 'c'};
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(new TokenizeCommand(new ByteArrayInputStream(bytes)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("--moses", "de");
    assertEquals(0, code);
    assertEquals("a \ufffd b\nc\n", out.toString());
    assertEquals(
        "srupp: standard input, line 1: bytes that are not UTF-8 are read as U+FFFD\n",
        err.toString());
  }

  @Test
  void wrongUsageNamesAllMistakes() {
    assertWrong("nothing to do: give --model FILE, or steps such as --moses de or --bpe CODES");
    assertWrong(
        "--moses and --nltk exclude each other; --dropout needs --bpe; --dropout must be in 0 to 1,"
            + " found 2.0",
        "--moses",
        "de",
        "--nltk",
        "--dropout",
        "2");
    assertWrong(
        "--model brings its own rules and goes with no other step; --threshold needs --vocabulary",
        "--model",
        "m",
        "--lowercase",
        "--threshold",
        "5");
    CommandRun run = CommandRun.of("detokenize");
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains("nothing to do: give --model FILE, or steps such as --bpe or --moses de"));
    run =
        CommandRun.of(
            "learn",
            "--kind",
            "truecaser",
            "--format",
            "fast_bpe",
            "--byte-fallback",
            "--out",
            folder.toString());
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .contains(
                "--format goes with --kind bpe alone; an option of SentencePiece goes with --kind"
                    + " sentencepiece alone; --out must name a file, found the folder "
                    + folder),
        run.err());
  }

  @Test
  void theLearnersSettingsAreNamedAsOptions() throws IOException {
    String out = folder.resolve("m").toString();
    CommandRun small =
        CommandRun.of("learn", "--kind=sentencepiece", "--size=10", "--out", out, raw);
    assertTrue(small.err().startsWith("srupp: --size is 10, but 3 specials"), small.err());
    assertTrue(small.err().endsWith("raise it or lower --character-coverage\n"), small.err());
    assertFailed(
        "--character-coverage must be in 0.98 to 1, found 2.0",
        "learn",
        "--kind=sentencepiece",
        "--size=30",
        "--character-coverage=2",
        "--out",
        out,
        raw);
    CommandRun run = CommandRun.of("learn", "--kind=truecaser", "--size=4", "--out", out, raw);
    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("--size goes with --kind bpe and --kind sentencepiece alone"),
        run.err());
  }

  @Test
  void theFolderOfWhatIsLearnedIsMade() {
    Path out = folder.resolve("new/codes");
    CommandRun run = CommandRun.of("learn", "--kind=bpe", "--size=2", "--out", out.toString(), raw);
    assertEquals(new CommandRun(0, "", ""), run);
    assertTrue(Files.isRegularFile(out));
  }

  @Test
  void aLanguageModelHasNoPieces() throws IOException {
    Path model = folder.resolve("lm");
    TinyLanguageModel.saveBytes(model, "abc");
    for (String command : List.of("tokenize", "detokenize")) {
      assertFailed(
          model
              + " holds a language model, which has no pieces; expected a translator's folder or a"
              + " SentencePiece model",
          command,
          "--model",
          model.toString(),
          raw);
    }
  }

  private void assertWrong(String message, String... args) {
    List<String> all = new java.util.ArrayList<>(List.of("tokenize"));
    all.addAll(List.of(args));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertEquals(2, run.code());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void missingAndWrongFilesAreNamedBeforeAnythingIsWritten() throws IOException {
    assertFailed("x: no such file", "tokenize", "--moses", "de", raw, "x");
    assertFailed("no such file: nix", "tokenize", "--bpe", "nix", raw);
    assertFailed("no such file: nix", "tokenize", "--model", "nix", raw);
    assertFailed("no such file: nix", "tokenize", "--truecase", "nix", raw);
    assertFailed(
        raw
            + ": line 1: found \"Mr. Smith's dog (a big one) isn't here, is it?\", expected"
            + " \"#version: 0.2\" of subword-nmt or \"left right count\" of fastBPE; codes of other"
            + " versions must be learned again",
        "tokenize",
        "--bpe",
        raw,
        raw);
    CommandRun run = CommandRun.of("detokenize", "--model", raw, raw);
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("srupp: " + raw + ": not a usable SentencePiece model: "));
    assertEquals("", run.out());
  }

  @Test
  void nothingIsLearnedFromNothing() throws IOException {
    String empty = file("empty", "");
    String out = folder.resolve("out").toString();
    String message = "the input is empty, expected text to learn from";
    for (String kind : List.of("bpe", "sentencepiece")) {
      assertFailed(message, "learn", "--kind", kind, "--size", "400", "--out", out, empty);
    }
    assertFailed(message, "learn", "--kind", "truecaser", "--out", out, empty);
    assertFalse(Files.exists(Path.of(out)));
    assertEquals(new CommandRun(0, "", ""), CommandRun.of("tokenize", "--moses", "en", empty));
  }

  @Test
  void closedPipeIsNoFailureAndFullDiskIsOne() {
    assertEquals(
        0,
        CommandRun.into(new FailingOutput("Broken pipe"), "tokenize", "--moses", "en", raw).code());
    assertEquals(
        new CommandRun(1, "", "srupp: cannot write to standard output: No space left on device\n"),
        CommandRun.into(new FailingOutput("No space left on device"), "tokenize", "--nltk", raw));
  }

  @Test
  void lineOfTenMegabytesPassesWhole() throws IOException {
    String text = file("long", "ab".repeat(5 << 20) + "\n");
    CommandRun run = CommandRun.of("tokenize", "--moses", "de", "--lowercase", text);
    assertEquals(0, run.code());
    assertEquals((10 << 20) + 1, run.out().length());
  }

  private void assertFailed(String message, String... args) {
    assertEquals(new CommandRun(1, "", "srupp: " + message + "\n"), CommandRun.of(args));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8).toString();
  }
}
