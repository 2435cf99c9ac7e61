package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateErrorsTest {
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void save() throws Exception {
    model = folder.resolve("model");
    TinyTranslator.save(model);
  }

  private static void assertFails(int code, String message, CommandRun run) {
    assertEquals(message, run.err().lines().findFirst().orElse(""));
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }

  private CommandRun run(String... options) {
    return TinyTranslator.translate(model, "der Hund\n", options);
  }

  @Test
  void aMissingModelIsNamed() {
    model = folder.resolve("nowhere");
    assertFails(
        1,
        "srupp: there is no folder " + model + "; expected a model folder or a run folder",
        run());
    assertFails(
        1,
        "srupp: "
            + folder.getParent()
            + " holds neither config.json nor model/config.json; expected a model folder or a run"
            + " folder whose training has validated at least once",
        TinyTranslator.translate(folder.getParent(), ""));
  }

  @Test
  void aRunFolderIsAsGoodAsItsModel() {
    assertEquals(run().out(), TinyTranslator.translate(folder, "der Hund\n").out());
  }

  @Test
  void filesOfTwoModelsAreRefused() throws IOException {
    Path vocabulary = model.resolve("source.vocab");
    List<String> lines = Files.readAllLines(vocabulary);
    Files.write(vocabulary, lines.subList(0, lines.size() - 1));
    CommandRun run = run();
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .matches(
                "srupp: .*model: the source vocabulary has (\\d+) pieces, config.json says (\\d+);"
                    + " the files are not of one model, copy the whole folder again\n"),
        run.err());
  }

  @Test
  void tokenizersThatChangedAreRefused() throws IOException {
    String before = run().out();
    Path codes = model.resolve("bpe.codes");
    String text = Files.readString(codes);
    Files.writeString(codes, text.substring(0, text.stripTrailing().lastIndexOf('\n') + 1));
    assertChanged(codes, run());
    Files.writeString(codes, text);
    Path vocabulary = model.resolve("source.vocab");
    List<String> lines = new ArrayList<>(Files.readAllLines(vocabulary));
    Collections.swap(lines, lines.size() - 2, lines.size() - 1);
    Files.write(vocabulary, lines);
    assertChanged(vocabulary, run());

    // A model that was written before there were checksums.
    Collections.swap(lines, lines.size() - 2, lines.size() - 1);
    Files.write(vocabulary, lines);
    Path config = model.resolve("config.json");
    String older = Files.readString(config).replaceFirst(",\\s*\"checksums\"[^}]*}", "");
    assertFalse(older.contains("checksum"));
    Files.writeString(config, older);
    assertEquals(before, run().out());
  }

  private static void assertChanged(Path file, CommandRun run) {
    assertTrue(
        run.err()
            .matches(
                "srupp: "
                    + file
                    + ": found checksum [0-9a-f]{8}, expected checksum [0-9a-f]{8} as config.json"
                    + " says; the file was changed or is of another, copy the whole folder again\n"),
        run.err());
    assertEquals(1, run.code());
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    String expected = run().out();
    assertEquals(expected, TinyTranslator.translate(model, "\uFEFFder Hund\n").out());
    Path file = Files.writeString(folder.resolve("in.de"), "\uFEFFder Hund\n");
    assertEquals(expected, TinyTranslator.translate(model, "", file.toString()).out());
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws IOException {
    Path config = model.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(config, text.replaceFirst("(\"hidden\"\\s*:\\s*)12", "$116"));
    CommandRun run = run();
    assertEquals(1, run.code());
    assertTrue(
        run.err().startsWith("srupp: " + model.resolve("model.safetensors") + " does not fit "),
        run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void truncatedWeightsAreRefused() throws IOException {
    Path weights = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    for (int length : new int[] {bytes.length - 1, bytes.length / 2, 100, 5, 0}) {
      Files.write(weights, Arrays.copyOf(bytes, length));
      CommandRun run = run();
      assertEquals(1, run.code());
      assertTrue(run.err().startsWith("srupp: " + weights), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void missingFilesOfTheModelAreNamed() throws IOException {
    Files.delete(model.resolve("bpe.codes"));
    CommandRun run = run();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("bpe.codes"), run.err());
    assertTrue(run.err().contains("no such file"), run.err());
    Files.createDirectory(model.resolve("bpe.codes"));
    assertEquals(
        "srupp: " + model.resolve("bpe.codes") + ": is a folder, expected a file; copy it again\n",
        run().err());
  }

  @Test
  void wrongInputFilesAreAllNamed() {
    String nowhere = folder.resolve("nowhere.de").toString();
    assertFails(
        1,
        "srupp: " + nowhere + ": no such file; " + folder + ": a folder, expected a text file",
        run(nowhere, folder.toString()));
  }

  @Test
  void moreSearchesThanMemoryHasRoomForAreRefused() {
    CommandRun refused = run("--threads", "1000000000", "--beam", "1");
    assertTrue(
        refused
            .err()
            .matches(
                "(?s).*translate: --threads 1000000000 would need about [\\d,]+ MiB, [\\d,.]+"
                    + " for each search of up to \\d+ sentences with beam 1, and the machine has"
                    + " [\\d,]+: use at most \\d+, or a smaller --batch-sentences, --batch-tokens"
                    + " or --beam\\R.*"),
        refused.err());
    assertEquals(2, refused.code());
  }

  @Test
  void wrongOptionsAreAllNamed() {
    assertFails(
        2,
        "translate: --beam must be at least 1, found 0; --n-best must be at least 1, found -1;"
            + " --length-normalization must be one of none, average, gnmt, found mean;"
            + " --length-penalty must be a number from 0, found NaN;"
            + " --max-length-factor must be a number from 0, found -1.0;"
            + " --max-length-offset must be at least 1, found 0;"
            + " --min-length must be in [0, 4095], found 4096;"
            + " --batch-sentences must be at least 1, found 0;"
            + " --batch-tokens must be at least 1, found 0;"
            + " --threads must be at least 1, found 0; --out must name a file, found the folder "
            + folder,
        run(
            ("--beam 0 --n-best -1 --length-normalization mean --length-penalty NaN"
                    + " --max-length-factor -1 --max-length-offset 0 --min-length 4096"
                    + " --batch-sentences 0 --batch-tokens 0 --threads 0 --out "
                    + folder)
                .split(" ")));
    assertFails(
        2,
        "translate: --n-best must be in [1, beam = 3], found 4; raise --beam to 4",
        run("--n-best", "4"));
    assertFails(2, "translate: unknown option --baem; did you mean --beam?", run("--baem", "3"));
  }
}
