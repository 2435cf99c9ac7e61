package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.archive.Archives;

class UserFilesTest {
  @TempDir Path folder;

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private SinkOfLists read(Corpus corpus) throws IOException {
    return SinkOfLists.of(corpus, folder);
  }

  private String refused(Corpus corpus) {
    return assertThrows(CorpusException.class, () -> read(corpus)).getMessage();
  }

  @Test
  void everyPairComesOnceAndInOrder() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12_345; i++) {
      lines.add("line " + i);
    }
    Path source = Files.write(folder.resolve("a"), lines);
    Path target = Files.write(folder.resolve("b"), lines);
    SinkOfLists sink = read(UserFiles.of(source, target, FilterConfig.NONE, 7));
    assertEquals(List.of(12_222, 123, 0), sink.sizes());
    List<String> merged = new ArrayList<>();
    int valid = 0;
    int train = 0;
    List<String> held = sink.sources(Split.VALID);
    for (String line : lines) {
      boolean heldOut = valid < held.size() && held.get(valid).equals(line);
      merged.add(heldOut ? held.get(valid++) : sink.sources(Split.TRAIN).get(train++));
    }
    assertEquals(lines, merged);
    assertEquals(List.of("valid: held out 123 of 12345 pairs, drawn with seed 7"), sink.notes);
    assertEquals(sink.pairs, read(UserFiles.of(source, target, FilterConfig.NONE, 7)).pairs);
  }

  @Test
  void heldOutPairsAreOnePercentWithinLimits() {
    assertEquals(1, UserFiles.heldOutCount(2));
    assertEquals(100, UserFiles.heldOutCount(9_999));
    assertEquals(150, UserFiles.heldOutCount(15_000));
    assertEquals(2_000, UserFiles.heldOutCount(1 << 30));
  }

  @Test
  void filtersComeBeforeHoldingOutAndEveryDropHasItsLine() throws IOException {
    Path source = write("a", "eins", "", "zwei drei", "eins", "vier", "x y z");
    Path target = write("b", "one", "nothing", "two three", "one", "four", "z");
    FilterConfig filter = new FilterConfig(0, 0, 2, true, null, null);
    SinkOfLists sink = read(UserFiles.of(source, target, filter, 1));
    assertEquals(List.of(2, 1, 0), sink.sizes());
    assertEquals(
        List.of(
            new Drop("train", 2, DropReason.EMPTY, ""),
            new Drop("train", 4, DropReason.DUPLICATE, ""),
            new Drop("train", 6, DropReason.RATIO, "3 and 1 words")),
        sink.drops);
    assertEquals(List.of("train 6"), sink.ends);
  }

  @Test
  void tabSeparatedFilesHaveBothSides() throws IOException {
    Path tsv = folder.resolve("pairs.tsv");
    Files.write(tsv, Archives.gzip("eins\tone\nzwei\ttwo\tCC-BY\tsomebody\nlost\n\ndrei\tthree\n"));
    SinkOfLists sink =
        read(
            UserFiles.ofTsv(tsv, FilterConfig.NONE, 1)
                .withValid(write("v1", "vier", ""), write("v2", "four", "five"))
                .withTest(write("t1", "sechs"), write("t2", "six")));
    assertEquals(
        List.of(
            new LinePair("eins", "one"),
            new LinePair("zwei", "two"),
            new LinePair("drei", "three")),
        sink.pairs.get(Split.TRAIN));
    assertEquals(List.of(3, 1, 1), sink.sizes());
    assertEquals(
        List.of(
            new Drop("train", 3, DropReason.NO_TAB, ""),
            new Drop("train", 4, DropReason.EMPTY, ""),
            new Drop("valid", 2, DropReason.EMPTY, "")),
        sink.drops);
    assertEquals(List.of("train 5", "valid 2", "test 1"), sink.ends);
  }

  @Test
  void sidesOfDifferentLengthAreRefusedWithTheSuspiciousLine() throws IOException {
    List<String> german = new ArrayList<>();
    List<String> english = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String words = "w ".repeat(1 + (i * 7919) % 40);
      german.add(words + i + (i % 3 == 0 ? "?" : "."));
      english.add(words + i + (i % 3 == 0 ? "?" : "."));
    }
    english.remove(120);
    Path source = Files.write(folder.resolve("a"), german);
    Path target = Files.write(folder.resolve("b"), english);
    assertEquals(
        source
            + " has 200 lines and "
            + target
            + " has 199; line n of one must translate line n of the other; first suspicious line"
            + " 121",
        refused(UserFiles.of(source, target, FilterConfig.NONE, 1)));
  }

  @Test
  void missingFilesAreAllNamed() {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    assertEquals(
        "no such file: " + a + ", " + b, refused(UserFiles.of(a, b, FilterConfig.NONE, 1)));
  }

  @Test
  void somethingMustBeLeft() throws IOException {
    Path source = write("a", "eins", "", "");
    Path target = write("b", "one", "two", "three");
    assertEquals(
        source
            + " and "
            + target
            + " have 1 usable pairs, expected at least 2: one to train on and one to validate with",
        refused(UserFiles.of(source, target, FilterConfig.NONE, 1)));
  }
}
