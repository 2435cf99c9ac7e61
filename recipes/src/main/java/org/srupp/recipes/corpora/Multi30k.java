package org.srupp.recipes.corpora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Multi30k task 1, German to English, cased and untokenised: train, val, test_2016_flickr. */
public final class Multi30k implements Corpus {
  private static final List<String> SPLITS = List.of("train", "val", "test_2016_flickr");
  private static final int[] OFFICIAL = {29_000, 1_014, 1_000};
  private static final String ADVICE =
      "get them from github.com/multi30k/dataset, data/task1/raw, and put them into this folder";

  private final Path folder;
  private final int[] expected;

  /**
   * @param folder has train, val and test_2016_flickr with .de and .en, plain or .gz
   */
  public Multi30k(Path folder) {
    this(folder, OFFICIAL);
  }

  Multi30k(Path folder, int[] expected) {
    this.folder = folder;
    this.expected = expected.clone();
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        "multi30k-de-en",
        "github.com/multi30k/dataset, data/task1/raw (Elliott et al. 2016)",
        "CC BY-NC-SA 4.0; the captions derive from Flickr30k",
        "29,000 / 1,014 / 1,000");
  }

  @Override
  public CorpusSplits load() {
    List<String> names =
        SPLITS.stream().flatMap(s -> List.of(s + ".de", s + ".en").stream()).toList();
    Map<String, Path> files = CorpusFiles.find(folder, names, ADVICE);
    var reader = new ParallelTextReader(ParallelTextReader.DEFAULT_MAX_CHARACTERS);
    List<String> notes = new ArrayList<>();
    List<ParallelText> texts = new ArrayList<>();
    for (int i = 0; i < SPLITS.size(); i++) {
      String split = SPLITS.get(i);
      var result = reader.read(files.get(split + ".de"), files.get(split + ".en"));
      CorpusFiles.requireCount(folder, split, result.lines(), expected[i]);
      notes.addAll(CorpusFiles.notes(split, result));
      texts.add(result.text());
    }
    return new CorpusSplits(texts.get(0), texts.get(1), texts.get(2), notes);
  }
}
