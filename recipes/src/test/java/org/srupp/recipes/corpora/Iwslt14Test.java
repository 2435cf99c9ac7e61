package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.archive.Archives;
import org.srupp.recipes.corpora.archive.TarGz;

class Iwslt14Test {
  @TempDir static Path archives;
  private static Path official;

  @TempDir Path work;

  @BeforeAll
  static void build() throws IOException {
    official = OfficialArchives.iwslt14(archives.resolve("de-en.tgz"));
  }

  private static Iwslt14 corpus(Path data, IwsltPreset preset) {
    return new Iwslt14(data, preset, WordCounter.WHITE_SPACE, FilterConfig.NONE);
  }

  private SinkOfLists read(Path data, IwsltPreset preset) throws IOException {
    return SinkOfLists.of(corpus(data, preset), work);
  }

  private String refused(Path data, IwsltPreset preset) {
    return assertThrows(CorpusException.class, () -> read(data, preset)).getMessage();
  }

  @Test
  void theSplitOfThePaperComesOutOfTheArchive() throws IOException {
    SinkOfLists sink = read(official, IwsltPreset.IMITKD);
    assertEquals(List.of(164_853, 6_868, 5_585), sink.sizes());
    // The smallest and the largest of the drawn numbers, 13 and 171,707.
    assertTrue(sink.sources(Split.VALID).get(0).endsWith("de 13 ."));
    assertTrue(sink.sources(Split.VALID).get(6_867).endsWith("de 171707 ."));
    assertEquals(
        new LinePair("TED.dev2010 de\u2019s R & D 1", "TED.dev2010 en\u2019s R & D 1"),
        sink.pairs.get(Split.TEST).get(0));
    assertEquals("TED.tst2012 de\u2019s R & D 1700", sink.sources(Split.TEST).get(5_584));
    assertTrue(sink.sources(Split.TEST).stream().noneMatch(line -> line.startsWith("TEDX")));
    assertEquals(5 * 1_361, sink.drops.size());
    assertEquals(new Drop("train.tags", 1, DropReason.TAG, ""), sink.drops.get(0));
    assertEquals(new Drop("train.tags", 5, DropReason.TAG, ""), sink.drops.get(4));
    assertEquals("train.tags " + (171_721 + 5 * 1_361), sink.ends.get(0));
    try (var left = Files.list(work)) {
      assertEquals(0, left.count(), "what was unpacked is removed");
    }
  }

  @Test
  void theSplitOfFairseqComesOutOfTheArchive() throws IOException {
    SinkOfLists sink = read(official, IwsltPreset.FAIRSEQ);
    assertEquals(List.of(160_239, 7_283, 6_750), sink.sizes());
    assertEquals("Title 0", sink.sources(Split.TRAIN).get(0));
    assertEquals("About 0", sink.sources(Split.TRAIN).get(1));
    assertEquals("TEDX.dev2012 de's R & D 1", sink.sources(Split.TEST).get(887));
    assertEquals(3 * 1_361 + 6_921, sink.drops.size());
    assertTrue(
        sink.drops.contains(new Drop("train.tags", 11, DropReason.RATIO, "7 and 4 words")),
        sink.drops.subList(0, 9).toString());
    assertEquals(List.of(), sink.notes);
  }

  @Test
  void whatIsFarFromTheOfficialCountsIsRefused() {
    WordCounter one = (language, line) -> 1;
    Iwslt14 corpus = new Iwslt14(official, IwsltPreset.FAIRSEQ, one, FilterConfig.NONE);
    assertEquals(
        official
            + ": train has 166,859 pairs, expected 160,239; the files are not the official release,"
            + " or not whole",
        assertThrows(CorpusException.class, () -> SinkOfLists.of(corpus, work)).getMessage());
  }

  @Test
  void aFewPairsMoreOrLessAreNoted() throws IOException {
    int[] seen = {0};
    WordCounter strict =
        (language, line) -> {
          boolean far = language.equals("de") && seen[0]++ % 1_000 == 0;
          return far ? 1_000 : WordCounter.WHITE_SPACE.count(language, line);
        };
    Iwslt14 corpus = new Iwslt14(official, IwsltPreset.FAIRSEQ, strict, FilterConfig.NONE);
    SinkOfLists sink = SinkOfLists.of(corpus, work);
    int train = sink.sizes().get(0);
    assertTrue(train < 160_239 && train > 160_000, "train has " + train);
    assertEquals(
        List.of(
            "train has "
                + train
                + " pairs, fairseq's own 160239: lengths are counted in Moses tokens with other"
                + " lists of abbreviations"),
        sink.notes);
  }

  @Test
  void filtersTakeFromTrainOnly() throws IOException {
    FilterConfig filter = new FilterConfig(0, 6, 0, false, null, null);
    Iwslt14 corpus = new Iwslt14(official, IwsltPreset.IMITKD, WordCounter.WHITE_SPACE, filter);
    SinkOfLists sink = SinkOfLists.of(corpus, work);
    assertEquals(6_868, sink.pairs.get(Split.VALID).size());
    long filtered =
        sink.drops.stream().filter(d -> d.reason() == DropReason.TOO_MANY_WORDS).count();
    assertTrue(filtered > 6_000, "most of the 6,921 long lines train: " + filtered);
    assertEquals(164_853 - filtered, sink.pairs.get(Split.TRAIN).size());
  }

  @Test
  void foldersAndBundlesWorkAsTheArchive() throws IOException {
    Path bundle =
        new Archives()
            .file("2014-01/texts/de/en/de-en.tgz", Files.readAllBytes(official))
            .tarGz(work.resolve("2014-01.tgz"));
    List<Integer> sizes = List.of(164_853, 6_868, 5_585);
    assertEquals(sizes, read(bundle, IwsltPreset.IMITKD).sizes());
    assertTrue(Files.notExists(work.resolve("de-en.tgz")), "what was unpacked is removed");
    assertEquals(sizes, read(archives, IwsltPreset.IMITKD).sizes());
    assertEquals(List.of(official), corpus(archives, IwsltPreset.IMITKD).inputs());
    Path extracted = Files.createDirectories(work.resolve("extracted/de-en"));
    TarGz.extract(official, name -> true, extracted);
    assertEquals(sizes, read(extracted, IwsltPreset.IMITKD).sizes());
    assertEquals(sizes, read(extracted.getParent(), IwsltPreset.IMITKD).sizes());
    assertEquals(10, corpus(extracted, IwsltPreset.IMITKD).inputs().size());
    assertTrue(Files.exists(extracted.resolve("train.tags.de-en.de")), "the user's stay");

    Files.delete(extracted.resolve("IWSLT14.TED.tst2011.de-en.en.xml"));
    assertEquals(
        extracted
            + ": missing IWSLT14.TED.tst2011.de-en.en.xml (plain or .gz); name de-en.tgz of WIT3,"
            + " release 2014-01 (wit3.fbk.eu; 19,982,877 bytes), or its folder, or let `srupp prepare RECIPE --download`"
            + " get it",
        refused(extracted, IwsltPreset.IMITKD));
  }

  @Test
  void archivesOfSomethingElseAreRefused() throws IOException {
    Path other = new Archives().file("a", "b").tarGz(work.resolve("other.tgz"));
    String message = refused(other, IwsltPreset.IMITKD);
    assertTrue(message.startsWith(other + ": has no train.tags.de-en.de, no train."), message);
    Path nowhere = work.resolve("nowhere");
    assertTrue(
        refused(nowhere, IwsltPreset.IMITKD).startsWith("no such file or folder: " + nowhere));
  }

  @BeforeEach
  void small() throws IOException {
    Path folder = Files.createDirectories(archives.resolve("small"));
    String xml = "<mteval><seg id=\"1\">a</seg></mteval>";
    for (String language : List.of("de", "en")) {
      Files.writeString(
          folder.resolve("train.tags.de-en." + language),
          "<url>u</url>\n a \n\nb\n" + (language.equals("de") ? "c" : "") + "\n \nd\n");
      for (IwsltPreset.TestSet set : IwsltPreset.FAIRSEQ.testSets()) {
        Files.writeString(folder.resolve(set.file(language)), xml);
      }
    }
  }

  @Test
  void thePaperTakesEveryPairThatIsNotEmptyAsItIs() throws IOException {
    Path folder = archives.resolve("small");
    IwsltCut cut = new IwsltCut(IwsltPreset.IMITKD, WordCounter.WHITE_SPACE, FilterConfig.NONE);
    SinkOfLists sink = SinkOfLists.of(new Iwslt14(folder, cut, false), work);
    assertEquals(List.of(" a ", "b", " ", "d"), sink.sources(Split.TRAIN));
    assertEquals(
        List.of(
            new Drop("train.tags", 1, DropReason.TAG, ""),
            new Drop("train.tags", 3, DropReason.EMPTY, ""),
            new Drop("train.tags", 5, DropReason.EMPTY, "")),
        sink.drops);
    assertEquals(List.of(4, 0, 4), sink.sizes());
    assertEquals(
        folder
            + ": train has 4 pairs, expected 164,853; the files are not the official release, or"
            + " not whole",
        refused(folder, IwsltPreset.IMITKD));
  }

  @Test
  void sidesOfATestSetMustMatch() throws IOException {
    Path folder = archives.resolve("small");
    Files.writeString(
        folder.resolve("IWSLT14.TED.tst2010.de-en.en.xml"),
        "<mteval><seg id=\"1\">a</seg><seg id=\"2\">b</seg></mteval>");
    IwsltCut cut = new IwsltCut(IwsltPreset.IMITKD, WordCounter.WHITE_SPACE, FilterConfig.NONE);
    assertEquals(
        folder
            + ": TED.tst2010 has 1 German and 2 English segments, expected as many; extract the"
            + " archive again",
        assertThrows(
                CorpusException.class, () -> SinkOfLists.of(new Iwslt14(folder, cut, false), work))
            .getMessage());
  }
}
