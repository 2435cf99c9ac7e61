package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private Path folder;

  @Test
  void packedFilesScoreAsPlainOnes() throws IOException {
    String reference = packed("ref.txt.gz", "a b c d e\nf g h i\n");
    String system = packed("sys.txt.gz", "a b c d x\nf g h i\n");
    var run = run(reference, "-i", system, "-b", "-w", "2");
    assertEquals(new EvaluateRun(0, "79.84\n", ""), run);
  }

  @Test
  void missingFileIsNamed() throws IOException {
    var run = run(folder + "/none.txt", "-i", file("sys.txt", "a\n"));
    assertEquals(1, run.exit());
    assertEquals("evaluate: " + folder + "/none.txt: no such file; check the path\n", run.err());
  }

  @Test
  void everyFileOfAnotherLengthIsNamed() throws IOException {
    String reference = file("ref.txt", "a\nb\n");
    String other = file("ref2.txt", "a\n");
    String system = file("sys.txt", "a\nb\nc\n");
    var run = run(reference, other, "-i", system);
    assertEquals(1, run.exit());
    assertEquals(
        "evaluate: "
            + other
            + " has 1 lines, "
            + system
            + " has 3 lines, but reference "
            + reference
            + " has 2; system and references need equally many lines\n",
        run.err());
  }

  @Test
  void badBytesAreFoundByLineAndByte() throws IOException {
    Path bad = folder.resolve("bad.txt");
    Files.write(bad, new byte[] {'a', '\n', 'b', ' ', (byte) 0xC3, '(', '\n'});
    var run = run(file("ref.txt", "a\nb\n"), "-i", bad.toString());
    assertEquals(1, run.exit());
    assertEquals(
        "evaluate: "
            + bad
            + ", line 2, byte 3: not valid UTF-8; convert the text or name its encoding with -e\n",
        run.err());
    assertEquals(0, run(file("ref.txt", "a\nb\n"), "-i", bad.toString(), "-e", "latin1").exit());
  }

  @Test
  void replacementCharacterInTheTextIsNoError() throws IOException {
    String text = file("ref.txt", "a b \uFFFD d\n");
    assertEquals("100.0\n", run(text, "-i", text, "-b").out());
  }

  @Test
  void plainTextWithPackedNameIsRefused() throws IOException {
    String wrong = file("ref.txt.gz", "a b\n");
    var run = run(wrong, "-i", wrong);
    assertEquals(1, run.exit());
    assertTrue(run.err().startsWith("evaluate: " + wrong + ": not gzip data ("), run.err());
  }

  @Test
  void fewColumnsAreFoundByLine() throws IOException {
    String references = file("refs.txt", "a\tb\nc\n");
    var run = run(references, "-nr", "2", "-i", file("sys.txt", "a\nc\n"));
    assertEquals(17, run.exit());
    assertEquals(
        "evaluate: "
            + references
            + ", line 2: expected 2 fields, but found 1; separate references by tabs (empty ones at the"
            + " end are lost) or lower --num-refs\n",
        run.err());
  }

  @Test
  void allWrongOptionsAreNamedAtOnce() {
    var run =
        run(
            "r", "-m", "bleu", "chrf", "wer", "-f", "latex", "-w", "-1", "-nr", "0", "-tok", "spm",
            "-t", "wmt14");
    assertEquals(2, run.exit());
    String first = run.err().lines().findFirst().orElseThrow();
    assertEquals(
        "evaluate: test sets are not looked up or downloaded here; give reference files; metric chrf is not available; choose"
            + " bleu; unknown metric wer; choose bleu; unknown format latex; choose json or text; --width must be at least 0,"
            + " found -1; --num-refs must be at least 1, found 0; tokenizer spm is not available (it needs a SentencePiece"
            + " model that sacreBLEU downloads); choose one of 13a, intl, zh, char, none",
        first);
  }

  @Test
  void hundredTokenizedLinesWarnUnlessForced() throws IOException {
    String text = file("sys.txt", "This is the end .\n".repeat(100));
    var warned = run(text, "-i", text, "-b");
    assertTrue(
        warned
            .err()
            .startsWith(
                "evaluate: That's 100 lines that end in a tokenized period ('.')\nevaluate: It"));
    var quiet = run(text, "-i", text, "-b", "-q");
    assertTrue(
        quiet.err().startsWith("That's 100 lines that end in a tokenized period ('.')\nIt looks"),
        quiet.err());
    assertEquals(new EvaluateRun(0, "100.0\n", ""), run(text, "-i", text, "-b", "--force"));
  }

  @Test
  void columnsOfStandardInputMakeATable() throws IOException {
    String reference = file("ref.txt", "a b c d e\nf g h i\n");
    var run =
        EvaluateRun.of(
            "a b c d e\ta b c d x\nf g h i\tf g h i\n",
            Map.of(),
            reference,
            "-f",
            "text",
            "--short");
    String table =
        """
        ╒══════════╤════════╕
        │   System │  BLEU  │
        ╞══════════╪════════╡
        │ System 1 │ 100.0  │
        ├──────────┼────────┤
        │ System 2 │  79.8  │
        ╘══════════╧════════╛

        -----------------
        Metric signatures
        -----------------
         - BLEU       #:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0+srupp
        """;
    assertEquals(new EvaluateRun(0, table, "evaluate: Found 2 systems.\n"), run);
  }

  private static EvaluateRun run(String... arguments) {
    return EvaluateRun.of("", Map.of(), arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String packed(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file.toString();
  }
}
