package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Multi30k task 1, German to English, cased and untokenised: train, val, test_2016_flickr. */
public final class Multi30k implements Corpus {
  private static final List<String> NAMES = List.of("train", "val", "test_2016_flickr");
  private static final int[] OFFICIAL = {29_000, 1_014, 1_000};
  private static final String ADVICE =
      "get them from github.com/multi30k/dataset, data/task1/raw, and put them into this folder,"
          + " or let `srupp prepare multi30k-de-en --download` do it";

  private final Path folder;
  private final FilterConfig filter;
  private final int[] expected;

  /**
   * @param folder has train, val and test_2016_flickr with .de and .en, plain or .gz
   * @param filter for the training pairs
   */
  public Multi30k(Path folder, FilterConfig filter) {
    this(folder, filter, OFFICIAL);
  }

  Multi30k(Path folder, FilterConfig filter, int[] expected) {
    this.folder = folder;
    this.filter = filter;
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
  public List<Path> inputs() {
    return List.copyOf(files().values());
  }

  private Map<String, Path> files() {
    CorpusFiles.requireExists(folder, ADVICE.replace("this folder", "a folder"));
    List<String> names =
        NAMES.stream().flatMap(name -> List.of(name + ".de", name + ".en").stream()).toList();
    return CorpusFiles.find(folder, names, ADVICE);
  }

  @Override
  public void read(Path work, CorpusSink sink) throws IOException {
    Map<String, Path> files = files();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      Split split = Split.values()[i];
      FilterConfig config = split == Split.TRAIN ? filter : FilterConfig.NONE;
      LinePairs pairs = new TwoFiles(files.get(name + ".de"), files.get(name + ".en"));
      long lines =
          new PartReader(name, pairs, config)
              .read(sink, (source, target) -> sink.pair(split, source, target));
      CorpusFiles.requireCount(folder, name, lines, expected[i]);
    }
  }
}
