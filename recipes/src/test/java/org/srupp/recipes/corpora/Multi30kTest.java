package org.srupp.recipes.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.recipes.corpora.archive.Archives;

class Multi30kTest {
  @TempDir Path folder;

  private String refused(Path data) {
    Multi30k corpus = new Multi30k(data, FilterConfig.NONE);
    return assertThrows(CorpusException.class, () -> SinkOfLists.of(corpus, folder)).getMessage();
  }

  @Test
  void filtersTakeFromTrainOnly() throws IOException {
    Path data = OfficialArchives.multi30k(folder.resolve("data"));
    FilterConfig filter = new FilterConfig(0, 0, 0, true, null, null);
    SinkOfLists sink = SinkOfLists.of(new Multi30k(data, filter), folder);
    assertEquals(List.of(1_000, 1_014, 1_000), sink.sizes());
    assertEquals(28_000, sink.drops.size());
    assertEquals(new Drop("train", 1_001, DropReason.DUPLICATE, ""), sink.drops.get(0));
    assertEquals(List.of("train 29000", "val 1014", "test_2016_flickr 1000"), sink.ends);
  }

  @Test
  void shortFilesAreRefused() throws IOException {
    Path data = OfficialArchives.multi30k(folder.resolve("data"));
    for (String language : List.of("de", "en")) {
      Files.write(data.resolve("val." + language + ".gz"), Archives.gzip("a\nb\n"));
    }
    assertEquals(
        data
            + ": val has 2 pairs, expected 1,014; the files are not the official release, or not"
            + " whole",
        refused(data));
  }

  @Test
  void missingFilesAreAllNamed() throws IOException {
    Path data = OfficialArchives.multi30k(folder.resolve("data"));
    Files.delete(data.resolve("val.de.gz"));
    Files.delete(data.resolve("train.en.gz"));
    assertEquals(
        data
            + ": missing train.en, val.de (plain or .gz); get them from"
            + " github.com/multi30k/dataset, data/task1/raw, and put them into this folder, or let"
            + " `srupp prepare multi30k-de-en --download` do it",
        refused(data));
  }

  @Test
  @EnabledIf("org.srupp.recipes.corpora.SharedData#isThere")
  void theRealCorpusHasItsCounts() throws IOException {
    Path data = SharedData.folder().resolve("multi30k");
    SinkOfLists sink = SinkOfLists.of(new Multi30k(data, FilterConfig.NONE), folder);
    assertEquals(List.of(29_000, 1_014, 1_000), sink.sizes());
    assertEquals(List.of(), sink.drops);
  }
}
