package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** What {@code train} refuses, and what it survives. */
class TrainErrorsTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    TinyTraining.files(folder, 40);
    out = folder.resolve("run");
  }

  private CommandRun train(String... more) {
    List<String> words = new ArrayList<>(List.of("train.maxUpdates=2", "train.validateEvery=1"));
    words.addAll(List.of(more));
    return TinyTraining.train(folder, out, words.toArray(String[]::new));
  }

  private static void assertFails(int code, String message, CommandRun run) {
    assertEquals(message, run.err().strip());
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }

  /** Refused, and the same command works once the mistake is mended. */
  private void assertNothingBegun() {
    assertFalse(Files.exists(out.resolve("recipe.yaml")));
    assertFalse(Files.exists(out.resolve("data")));
    assertFalse(Files.exists(out.resolve("run.json")));
  }

  @Test
  void filesOfDifferentLengthAreRefusedUntilMended() throws IOException {
    Path target = folder.resolve("train.en");
    List<String> lines = Files.readAllLines(target);
    List<String> fewer = new ArrayList<>(lines);
    fewer.remove(17);
    Files.write(target, fewer);
    CommandRun run = train();
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .matches(
                "srupp: .*train.de has 40 lines and .*train.en has 39; line n of one must translate"
                    + " line n of the other; first suspicious line \\d+\n"),
        run.err());
    assertNothingBegun();

    Files.write(target, lines);
    assertEquals(0, train().code());
  }

  @Test
  void emptyAndEndlessLinesAreDroppedAndCounted() throws IOException {
    Files.write(
        folder.resolve("train.de"),
        List.of("", "Wort ".repeat(200_000), "  "),
        StandardOpenOption.APPEND);
    Files.write(folder.resolve("train.en"), List.of("a", "b", "c"), StandardOpenOption.APPEND);
    CommandRun run = train();
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "train: dropped 2 of 43 pairs with an empty line",
            "train: dropped 1 of 43 pairs with a line that is too long"),
        Files.readAllLines(out.resolve("data/notes.txt")));
  }

  @Test
  void textThatIsNotUtf8IsNamedByFileAndLine() throws IOException {
    byte[] text = "gut\nM\u00fcll\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("train.de"), text);
    assertFails(
        1,
        "srupp: "
            + folder.resolve("train.de")
            + ", line 2: byte 0xFC at offset 5 is not UTF-8; convert the file to UTF-8",
        train());
    assertNothingBegun();
  }

  @Test
  void missingFilesAreAllNamed() throws IOException {
    Files.delete(folder.resolve("train.de"));
    Files.delete(folder.resolve("valid.en"));
    assertFails(
        1,
        "srupp: no such file: " + folder.resolve("train.de") + ", " + folder.resolve("valid.en"),
        train());
    assertNothingBegun();
  }

  @Test
  void filesOfSubwordsAreNamedWithTheReason() throws IOException {
    for (String[] each :
        new String[][] {
          {"subwords.kind=sentencepiece", "subwords.sentencePieceModel="},
          {"subwords.kind=subwordNmt", "subwords.codes="}
        }) {
      assertFails(
          1, "srupp: cannot read nope: no such file or folder", train(each[0], each[1] + "nope"));
    }
    Path model = Files.writeString(folder.resolve("bad.model"), "no model");
    CommandRun run = train("subwords.kind=sentencepiece", "subwords.sentencePieceModel=" + model);
    assertEquals(1, run.code());
    assertTrue(lastLine(run).err().startsWith("srupp: " + model + ": "), run.err());
    assertFalse(run.err().contains("the same command"), run.err());
    assertNothingBegun();
  }

  @Test
  void aFolderIsNoTextAndTextWithoutTabsNoTable() throws IOException {
    String[] last = {"train", "--out=" + out, "--src=" + folder.resolve("train.de"), "--tgt"};
    String sentence = "srupp: " + folder + " is a folder, expected a text file";
    assertFails(1, sentence, CommandRun.of(last[0], last[1], last[2], last[3], "" + folder));
    assertFails(1, sentence, CommandRun.of("train", "--out=" + out, "--tsv=" + folder));
    Path text = folder.resolve("train.de");
    assertFails(
        1,
        "srupp: "
            + text
            + ": none of its 40 lines has a tab, expected text, a tab and its translation on each;"
            + " two files go with --src and --tgt",
        CommandRun.of("train", "--out=" + out, "--tsv=" + text));
    assertNothingBegun();
  }

  @Test
  void aCorpusNeedsItsFolder() {
    assertFails(
        1,
        "srupp: the recipe reads multi30k from a folder, but none is named; give it with --data"
            + " FOLDER",
        CommandRun.of("train", "multi30k-de-en", "--out", out.toString()));
    assertNothingBegun();
    CommandRun empty =
        CommandRun.of("train", "multi30k-de-en", "--out", out.toString(), "--data", "" + folder);
    assertEquals(1, empty.code());
    assertTrue(empty.err().startsWith("srupp: " + folder + ": missing "), empty.err());
    assertNothingBegun();
  }

  @Test
  void aRecipeOrFilesAreNeeded() {
    CommandRun run = CommandRun.of("train", "--out", out.toString());
    assertEquals(2, run.code());
    assertEquals(
        "srupp train: expected the name of a recipe, or --src FILE --tgt FILE, or --text FILE; `inspect --list`"
            + " names the recipes",
        run.err().lines().findFirst().orElse(""));
    CommandRun two = CommandRun.of("train", "demo", "files", "--out", out.toString());
    assertEquals(2, two.code());
    assertTrue(two.err().startsWith("srupp train: expected one recipe, found demo and files"));
  }

  @Test
  void filesNeedAFolderForTheRun() {
    for (String[] files : new String[][] {{"--text", "a"}, {"--src", "a", "--tgt", "b"}}) {
      List<String> words = new ArrayList<>(List.of("train"));
      words.addAll(List.of(files));
      CommandRun run = CommandRun.of(words.toArray(String[]::new));
      assertEquals(2, run.code());
      assertEquals(
          "srupp train: files of your own need --out FOLDER, where the run is to be",
          run.err().lines().findFirst().orElse(""));
    }
  }

  @Test
  void unknownKeysGetTheNearest() {
    CommandRun run = train("model.projecton=8");
    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("unknown key model.projecton; did you mean model.projection?"),
        run.err());
    assertNothingBegun();
  }

  @Test
  void batchesMustHoldTheLongestPair() {
    assertFails(
        2,
        "srupp: batch.maxTokens must be at least data.maxLength = 100, or the longest pairs fit no"
            + " batch, found 99",
        train("batch.maxTokens=99"));
    assertFails(
        2,
        "srupp: batch.microBatchTokens must be at least data.maxLength = 100, or the longest pairs"
            + " fit no batch, found 7",
        train("batch.kind=sentences", "batch.microBatchTokens=7"));
    assertNothingBegun();
  }

  @Test
  void aCorpusMustFillAnUpdate() {
    assertFails(
        1,
        "srupp: the corpus has 40 training pairs, fewer than the 128 of one update; lower"
            + " batch.sentences = 128, or set batch.kind=tokens",
        lastLine(train("batch.kind=sentences", "batch.sentences=128")));
    assertNothingBegun();
  }

  @Test
  void validationNeedsAPair() throws IOException {
    Files.writeString(folder.resolve("valid.de"), "");
    Files.writeString(folder.resolve("valid.en"), "");
    assertFails(
        1,
        "srupp: nothing to validate with: uses 0 of 0 pairs (0 with an empty side, 0 too long);"
            + " check the validation files or raise data.maxLength = 100",
        lastLine(train()));
    assertNothingBegun();
  }

  /** Without the sentences before the last, which say how the data is. */
  private static CommandRun lastLine(CommandRun run) {
    return new CommandRun(run.code(), run.out(), run.err().lines().reduce("", (a, b) -> b));
  }

  @Test
  void aVocabularyLargerThanTheTextIsAsLargeAsItCanBe() {
    CommandRun run = train("subwords.vocabularySize=30000");
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void onlyARunIsResumed() {
    assertFails(
        1,
        "srupp: "
            + out
            + " holds no run to resume (no recipe.yaml): leave out --resume to begin one",
        train("--resume"));
  }

  @Test
  void foldersOfTheUserAreNotOverwritten() throws IOException {
    Files.createDirectories(out.resolve("data"));
    assertFails(
        1,
        "srupp: "
            + out
            + " is no run but has data, which a run would overwrite: choose another folder with"
            + " --out",
        train());
    assertTrue(Files.isDirectory(out.resolve("data")));
  }

  @Test
  void damagedCheckpointsAreNamedWithTheLastGoodOne() throws IOException {
    assertEquals(0, train().code());
    Path weights = out.resolve("checkpoints/step-000000002/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 5] ^= 1;
    Files.write(weights, bytes);
    CommandRun run = lastLine(train("--resume"));
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("srupp: " + weights + " is damaged"), run.err());
    assertTrue(
        run.err()
            .endsWith(
                "; the last good checkpoint is "
                    + out.resolve("checkpoints/step-000000001")
                    + ": to go on from it, delete "
                    + weights.getParent()
                    + " and resume again"),
        run.err());
  }

  @Test
  void aRunWithoutItsCheckpointsIsResumedWithAWarning() throws IOException {
    assertEquals(0, train().code());
    assertFalse(messagesOfResuming().contains("no checkpoint"));
    Path checkpoints = out.resolve("checkpoints");
    AtomicFiles.deleteFolder(checkpoints);
    String messages = messagesOfResuming();
    assertTrue(
        messages.contains(
            checkpoints
                + ": has no checkpoint though log.jsonl reaches step 2; training begins again"
                + " at step 0, stop it if the checkpoints are elsewhere and put them back\n"),
        messages);
  }

  private String messagesOfResuming() {
    PrintStream before = System.err;
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    System.setErr(new PrintStream(messages, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, train("--resume").code());
    } finally {
      System.setErr(before);
    }
    return messages.toString(StandardCharsets.UTF_8);
  }

  @Test
  void checkpointsOfAnotherModelAreRefused() throws IOException {
    assertEquals(0, train().code());
    Path other = out.resolveSibling("other");
    Files.move(out, other);
    assertEquals(0, train("model.hidden=24").code());
    Path mine = out.resolve("checkpoints/step-000000002/model.safetensors");
    Files.copy(
        other.resolve("checkpoints/step-000000002/model.safetensors"),
        mine,
        StandardCopyOption.REPLACE_EXISTING);
    CommandRun run = train("model.hidden=24", "--resume");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("srupp: " + mine + " does not fit the model"), run.err());
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAndKeepsTheCheckpoint() throws IOException {
    CommandRun run =
        train("schedule.learningRate=1e30", "optimizer.weightDecay=0", "train.maxUpdates=9");
    assertEquals(1, run.code());
    assertTrue(
        lastLine(run)
            .err()
            .matches(
                "srupp: training diverged at step 2: validation loss is (NaN|Infinity), expected a"
                    + " finite number; the step was not made and the last checkpoint is kept;"
                    + " lower the learning rate, warm up longer or clip harder, and train anew"),
        run.err());
    assertTrue(Files.isDirectory(out.resolve("checkpoints/step-000000001")));
    assertFalse(Files.exists(out.resolve("checkpoints/step-000000002")));
    CommandRun translated = TinyTranslator.translate(out, "Der Hund\n");
    assertEquals(0, translated.code(), translated.err());
  }
}
