package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.seq2seq.shortlist.Shortlist;
import org.srupp.seq2seq.shortlist.ShortlistFile;
import org.srupp.tokenizers.TokenizerFiles;
import org.srupp.tokenizers.TokenizerPair;

class ShortlistCommandTest {
  @TempDir static Path folder;
  private static Path model;
  private static Path source;
  private static Path target;

  /** The target side has the words of the source side the other way round. */
  @BeforeAll
  static void save() throws IOException {
    model = folder.resolve("model");
    TinyTranslator.save(model);
    List<String> reversed = new ArrayList<>();
    for (String line : TinyTranslator.TEXT) {
      List<String> words = new ArrayList<>(List.of(line.split(" ")));
      Collections.reverse(words);
      reversed.add(String.join(" ", words));
    }
    source = Files.write(folder.resolve("a.src"), TinyTranslator.TEXT);
    target = Files.write(folder.resolve("a.tgt"), reversed);
  }

  private static CommandRun run(Path source, Path target, Path out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "shortlist",
                model.toString(),
                "--src",
                source.toString(),
                "--tgt",
                target.toString(),
                "--out",
                out.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static void assertFails(int code, String message, CommandRun run) {
    assertEquals(message, run.err().lines().findFirst().orElse(""));
    assertEquals(code, run.code());
    assertEquals("", run.out());
  }

  @Test
  void eachPieceHasItselfAmongItsTranslations() throws IOException {
    Path out = folder.resolve("list");
    CommandRun run = run(source, target, out, "--best", "3", "--frequent", "7");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err()
            .matches(
                "srupp: 7 target pieces for every line, \\d\\.\\d for a source piece, of \\d+\n"),
        run.err());
    Shortlist shortlist = ShortlistFile.read(out);
    TokenizerPair tokenizers = TokenizerFiles.load(model);
    assertEquals(7, shortlist.frequent().length);
    assertEquals(tokenizers.source().vocabulary().size(), shortlist.source().size());
    for (String line : TinyTranslator.TEXT) {
      int[] ids = tokenizers.source().encode(line);
      int[] same = tokenizers.target().encode(line);
      for (int i = 0; i < ids.length; i++) {
        assertTrue(Arrays.binarySearch(shortlist.best(ids[i]), same[i]) >= 0, line);
        assertTrue(shortlist.best(ids[i]).length <= 4);
      }
    }
  }

  @Test
  void threadsAndCompressionChangeNoByte() throws IOException {
    Path packed = folder.resolve("a.src.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(source));
    }
    Path one = folder.resolve("one");
    Path three = folder.resolve("three");
    assertEquals(0, run(source, target, one, "--threads", "1").code());
    assertEquals(0, run(packed, target, three, "--threads", "3").code());
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(three));
  }

  @Test
  void wrongOptionsAreAllNamed() {
    assertFails(
        2,
        "srupp shortlist: --frequent must be at least 1, found 0; --best must be at least 1, found"
            + " -2; --threads must be at least 1, found 0; --out must name a file, found the folder "
            + folder,
        run(source, target, folder, "--frequent", "0", "--best", "-2", "--threads", "0"));
  }

  @Test
  void filesThatCannotBeReadAreAllNamed() {
    Path nowhere = folder.resolve("nowhere");
    assertFails(
        1,
        "srupp: " + nowhere + ": no such file; " + folder + ": a folder, expected a text file",
        run(nowhere, folder, folder.resolve("none")));
    assertFails(
        1,
        "srupp: there is no folder " + nowhere + "; expected a model folder or a run folder",
        CommandRun.of(
            "shortlist",
            nowhere.toString(),
            "--src",
            source.toString(),
            "--tgt",
            target.toString(),
            "--out",
            folder.resolve("none").toString()));
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void filesOfDifferentLengthsAreRefused() throws IOException {
    Path shorter = Files.write(folder.resolve("b.tgt"), TinyTranslator.TEXT.subList(0, 4));
    assertFails(
        1,
        "srupp: "
            + source
            + " and "
            + shorter
            + ": found 10 and 4 lines; line n of one must translate line n of the other",
        run(source, shorter, folder.resolve("none")));
  }

  @Test
  void textThatTeachesNothingIsRefused() throws IOException {
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    Path blank = Files.write(folder.resolve("blank"), List.of(" ", ""));
    for (Path text : List.of(empty, blank)) {
      assertFails(
          1,
          "srupp: "
              + text
              + " and "
              + text
              + ": no pair of lines has 1 to 250 pieces on both sides, expected text to learn from",
          run(text, text, folder.resolve("none")));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Path bad =
        Files.write(
            folder.resolve("bad"), "der Hund\nl\u00e4uft\n".getBytes(StandardCharsets.ISO_8859_1));
    assertFails(
        1,
        "srupp: "
            + bad
            + ", line 2: byte 0xE4 at offset 10 is not UTF-8; convert the file to UTF-8",
        run(bad, target, folder.resolve("none")));
  }
}
