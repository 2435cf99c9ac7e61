package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "r", "-m", "bleu", "chrff", "wer", "-f", "jsn", "-w", "-1", "-nr", "0", "-tok", "moses",
            "-t", "wmt14", "-e", "utf-7q", "-pbs", "-par", "-cc", "0");
    assertEquals(2, run.exit());
    String first = run.err().lines().findFirst().orElseThrow();
    assertEquals(
        "evaluate: test sets are not looked up or downloaded here; give reference files;"
            + " --num-refs must be at least 1, found 0;"
            + " unknown encoding utf-7q; give a name such as utf-8 or latin1;"
            + " unknown metric chrff; did you mean chrf?; choose from bleu, chrf, multi-bleu,"
            + " nltk-bleu, ter;"
            + " unknown metric wer; did you mean ter?; choose from bleu, chrf, multi-bleu,"
            + " nltk-bleu, ter;"
            + " tokenizer moses is not available; choose one of 13a, intl, zh, char, none, or spm"
            + " with --spm-model;"
            + " --paired-bs and --paired-ar exclude each other; give one;"
            + " unknown format jsn; did you mean json?; choose from json, text, latex;"
            + " --width must be at least 0, found -1",
        first);
  }

  @Test
  void tokenizersWithoutTheirFilesAreRefusedWithTheReason() {
    for (String japanese : List.of("-tok=ja-mecab", "--language-pair=en-ja")) {
      String error = run("r", japanese).err();
      assertTrue(
          error.contains("ja-mecab is not available (it needs the MeCab program and"), error);
    }
    assertTrue(run("r", "-tok", "ko-mecab").err().contains("(it needs the MeCab program and"));
    assertTrue(
        run("r", "-tok", "spm")
            .err()
            .contains(
                "needs a SentencePiece model file, which is not downloaded here; give it by"));
    assertTrue(
        run("r", "--spm-model", "x").err().contains("is the model of -tok spm, found no -tok spm"));
    assertTrue(
        run("r", "-tok", "flores200")
            .err()
            .contains("(it needs a SentencePiece model that sacreBLEU downloads)"));
  }

  @Test
  void piecesOfAModelAreTokensAndTheSignatureNamesTheModel() throws Exception {
    String model =
        Path.of(EvaluateCommandTest.class.getResource("/sentencepiece/tiny.model").toURI())
            .toString();
    var run =
        run(
            file("ref.txt", "abc abab c\n"),
            "-tok",
            "spm",
            "--spm-model",
            model,
            "-f",
            "text",
            "-i",
            file("sys.txt", "abc abab c\n"));
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        "BLEU|nrefs:1|case:mixed|eff:no|tok:spm-3652f7b936bc|smooth:exp|version:2.6.0+srupp = 100.0"
            + " 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)\n",
        run.out());
    var missing = run("r", "-tok", "spm", "--spm-model", folder + "/none");
    assertEquals(1, missing.exit());
    assertTrue(missing.err().contains(folder + "/none: no such file; check the path"));
    var wrong = run("r", "-tok", "spm", "--spm-model", file("m", "<html>"));
    assertEquals(1, wrong.exit());
    assertTrue(wrong.err().contains("/m: not a usable SentencePiece model: "), wrong.err());
  }

  @Test
  void optionsMayBeCutShortAndUnknownOnesAreNamed() throws IOException {
    String text = file("ref.txt", "a b c d e\n");
    assertEquals("100.0\n", run(text, "--inp", text, "--metric", "chrf", "--score").out());
    assertEquals("100.00\n", run(text, text, "-w", "9", "-i", text, "-b", "-b", "-w", "2").out());
    var nothing = run(text, "-i", "-b");
    assertEquals(2, nothing.exit());
    assertTrue(
        nothing
            .err()
            .startsWith("evaluate: option --input needs at least one value, found none\n"));
    var unclear = run(text, "--chrf", "2", "-i", text);
    assertEquals(2, unclear.exit());
    assertTrue(unclear.err().startsWith("evaluate: "), unclear.err());
    var unknown = run(text, "-i", text, "--tokeniser", "13a");
    assertEquals(2, unknown.exit());
    assertTrue(
        unknown.err().startsWith("evaluate: unknown option --tokeniser; did you mean --tokenize?"),
        unknown.err());
  }

  @Test
  void givenTokensHaveSignaturesOfTheirOwn() throws IOException {
    String reference = file("ref.txt", "one two three\none two three four five six seven\n");
    var run = run(reference, "-i", reference, "-f", "text", "-m", "nltk-bleu", "multi-bleu");
    assertEquals(
        """
         multi-BLEU|nrefs:1|case:mixed|tok:given|smooth:none|version:multi-bleu.perl-48fa6e9+srupp = 100.0 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 10 ref_len = 10)
        NLTK-BLEU|nrefs:1|case:mixed|tok:given|smooth:none|short:counted|version:nltk-3.10.3+srupp = 94.6 100.0/100.0/100.0/80.0 (BP = 1.000 ratio = 1.000 hyp_len = 10 ref_len = 10)
        """,
        run.out());
  }

  @Test
  void pairedTestOfThreeSystemsPrintsATable() throws IOException {
    String reference = file("ref.txt", "a b c d e\nf g h i\nk l m n o p\n");
    String same = file("same.txt", "a b c d e\nf g h i\nk l m n o p\n");
    String other = file("other.txt", "a b c d x\nf g h i\nk l m n o p\n");
    String worse = file("worse.txt", "a b\nx g h y\no l m\n");
    var run =
        EvaluateRun.of(
            folder,
            "",
            Map.of("SACREBLEU_SEED", "none"),
            reference,
            "-i",
            "same.txt",
            "other.txt",
            "worse.txt",
            "-f",
            "text",
            "-par",
            "-parn",
            "50",
            "-m",
            "ter");
    assertEquals(0, run.exit(), run.err());
    assertTrue(same.endsWith("same.txt") && other.length() > 0 && worse.length() > 0);
    List<String> lines = run.out().lines().toList();
    assertEquals("│             System │      TER      │", lines.get(1));
    assertTrue(run.out().contains(" - TER        nrefs:1|ar:50|seed:none|case:lc|tok:tercom|"));
    assertTrue(run.out().contains("Paired approximate randomization test with 50 trials\n"));
    assertTrue(run.out().contains(" - Every system is compared with Baseline: same.txt.\n"));
  }

  @Test
  void resamplingOptionsThatDoNotFitAreRefused() throws IOException {
    String text = file("ref.txt", "a b c d e\n");
    var seed = EvaluateRun.of("", Map.of("SACREBLEU_SEED", "dice"), text, "-ci", "-i", text);
    assertEquals(2, seed.exit());
    assertTrue(
        seed.err()
            .startsWith(
                "evaluate: SACREBLEU_SEED: seed must be a whole number of at least 0 or none, found"
                    + " dice\n"),
        seed.err());
    var one = run(text, "-pbs", "-i", text);
    assertEquals(1, one.exit());
    assertEquals(
        "evaluate: Paired tests require multiple input systems given to --input (-i), found 1\n",
        one.err());
    var several = run(text, "-ci", "-i", text, file("other.txt", "a\n"));
    assertEquals(1, several.exit());
    assertEquals(
        "evaluate: --confidence is for one system, found 2; use a paired test (--paired-bs) for"
            + " multiple systems\n",
        several.err());
    var sentences = run(text, "-sl", "-ci", "-i", text);
    assertEquals(
        "evaluate: Statistical tests are unavailable in sentence-level mode; leave out one\n",
        sentences.err());
  }

  @Test
  void lineOfAMillionTokensHasAScore() throws IOException {
    String text = file("ref.txt", "a b c d ".repeat(250_000) + "\n");
    var run = run(text, "-i", text, "-m", "bleu", "chrf", "ter", "-b", "-f", "text");
    assertEquals(new EvaluateRun(0, "100.0\n100.0\n0.0\n", ""), run);
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
