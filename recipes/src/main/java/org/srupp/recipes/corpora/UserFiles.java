package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The user's own text. Without valid files, 1% of the pairs, at least 100 and at most 2,000 (and
 * never more than half), drawn by seed, are held out; both parts keep file order.
 */
public final class UserFiles implements Corpus {
  private static final int MIN_HELD_OUT = 100;
  private static final int MAX_HELD_OUT = 2_000;

  private final LinePairs train;
  private final LinePairs valid;
  private final LinePairs test;
  private final FilterConfig filter;
  private final long seed;

  private UserFiles(
      LinePairs train, LinePairs valid, LinePairs test, FilterConfig filter, long seed) {
    this.train = train;
    this.valid = valid;
    this.test = test;
    this.filter = filter;
    this.seed = seed;
  }

  /** Training pairs in two files, line by line. */
  public static UserFiles of(Path source, Path target, FilterConfig filter, long seed) {
    return new UserFiles(new TwoFiles(source, target), null, null, filter, seed);
  }

  /** Training pairs in one file, source and target with a tab between them. */
  public static UserFiles ofTsv(Path file, FilterConfig filter, long seed) {
    return new UserFiles(new TsvFile(file), null, null, filter, seed);
  }

  /** The same with pairs to validate with, instead of a part of the training pairs. */
  public UserFiles withValid(Path source, Path target) {
    return new UserFiles(train, new TwoFiles(source, target), test, filter, seed);
  }

  /** The same with pairs to score. */
  public UserFiles withTest(Path source, Path target) {
    return new UserFiles(train, valid, new TwoFiles(source, target), filter, seed);
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard("files", train.name(), "the user's own", "any");
  }

  @Override
  public List<Path> inputs() {
    List<Path> files = new ArrayList<>(train.files());
    if (valid != null) {
      files.addAll(valid.files());
    }
    if (test != null) {
      files.addAll(test.files());
    }
    files.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .ifPresent(
            folder -> {
              throw new CorpusException(folder + " is a folder, expected a text file");
            });
    List<String> missing =
        files.stream().filter(f -> !Files.isRegularFile(f)).map(Path::toString).toList();
    if (!missing.isEmpty()) {
      throw new CorpusException("no such file: " + String.join(", ", missing));
    }
    return files;
  }

  @Override
  public void read(Path work, CorpusSink sink) throws IOException {
    inputs();
    PartReader reader = new PartReader(Split.TRAIN.label(), train, filter);
    if (valid == null) {
      heldOut(reader, sink);
    } else {
      reader.read(sink, (source, target) -> sink.pair(Split.TRAIN, source, target));
      whole(Split.VALID, valid, sink);
    }
    if (test != null) {
      whole(Split.TEST, test, sink);
    }
  }

  // What is scored is scored as it is, but for lines that are no sentences at all.
  private static void whole(Split split, LinePairs pairs, CorpusSink sink) throws IOException {
    new PartReader(split.label(), pairs, FilterConfig.NONE)
        .read(sink, (source, target) -> sink.pair(split, source, target));
  }

  private void heldOut(PartReader reader, CorpusSink sink) throws IOException {
    int usable = Math.toIntExact(reader.count());
    if (usable < 2) {
      throw new CorpusException(
          train.name()
              + " have "
              + usable
              + " usable pairs, expected at least 2: one to train on and one to validate with");
    }
    int wanted = heldOutCount(usable);
    Set<Integer> chosen = new HashSet<>();
    var random = new SplittableRandom(seed);
    while (chosen.size() < wanted) {
      chosen.add(random.nextInt(usable));
    }
    int[] at = {0};
    reader.read(
        sink,
        (source, target) ->
            sink.pair(chosen.contains(at[0]++) ? Split.VALID : Split.TRAIN, source, target));
    sink.note("valid: held out " + wanted + " of " + usable + " pairs, drawn with seed " + seed);
  }

  static int heldOutCount(int pairs) {
    int onePercent = Math.max(MIN_HELD_OUT, Math.min(MAX_HELD_OUT, pairs / 100));
    return Math.min(onePercent, pairs / 2);
  }
}
