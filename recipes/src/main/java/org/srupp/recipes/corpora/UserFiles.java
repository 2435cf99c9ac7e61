package org.srupp.recipes.corpora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The user's own two files. Without valid files, 1% of the pairs, at least 100 and at most 2,000
 * (and never more than half), drawn by seed, are held out; both parts keep file order.
 */
public final class UserFiles implements Corpus {
  private static final int MIN_HELD_OUT = 100;
  private static final int MAX_HELD_OUT = 2_000;

  private final Path source;
  private final Path target;
  private final Path validSource;
  private final Path validTarget;
  private final long seed;

  /**
   * @param validSource null to hold out a part of the training pairs
   * @param validTarget null exactly if {@code validSource} is
   */
  public UserFiles(Path source, Path target, Path validSource, Path validTarget, long seed) {
    if ((validSource == null) != (validTarget == null)) {
      throw new IllegalArgumentException(
          "valid files: only one is given; give both a source and a target file, or neither");
    }
    this.source = source;
    this.target = target;
    this.validSource = validSource;
    this.validTarget = validTarget;
    this.seed = seed;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard("files", source + " and " + target, "the user's own", "any");
  }

  @Override
  public CorpusSplits load() {
    requireFiles();
    var reader = new ParallelTextReader(ParallelTextReader.DEFAULT_MAX_CHARACTERS);
    var trained = reader.read(source, target);
    List<String> notes = new ArrayList<>(CorpusFiles.notes("train", trained));
    if (validSource == null) {
      return heldOut(trained.text(), notes);
    }
    var valid = reader.read(validSource, validTarget);
    notes.addAll(CorpusFiles.notes("valid", valid));
    return new CorpusSplits(trained.text(), valid.text(), new ParallelText(List.of()), notes);
  }

  private void requireFiles() {
    List<String> missing =
        Stream.of(source, target, validSource, validTarget)
            .filter(f -> f != null && !Files.isRegularFile(f))
            .map(Path::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw new CorpusException("no such file: " + String.join(", ", missing));
    }
  }

  private CorpusSplits heldOut(ParallelText all, List<String> notes) {
    if (all.size() < 2) {
      throw new CorpusException(
          source
              + " and "
              + target
              + " have "
              + all.size()
              + " usable pairs, expected at least 2: one to train on and one to validate with");
    }
    int wanted = heldOutCount(all.size());
    Set<Integer> chosen = new HashSet<>();
    var random = new SplittableRandom(seed);
    while (chosen.size() < wanted) {
      chosen.add(random.nextInt(all.size()));
    }
    List<LinePair> train = new ArrayList<>();
    List<LinePair> valid = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (chosen.contains(i) ? valid : train).add(all.pairs().get(i));
    }
    notes.add(
        "valid: held out " + wanted + " of " + all.size() + " pairs, drawn with seed " + seed);
    return new CorpusSplits(
        new ParallelText(train), new ParallelText(valid), new ParallelText(List.of()), notes);
  }

  static int heldOutCount(int pairs) {
    int onePercent = Math.max(MIN_HELD_OUT, Math.min(MAX_HELD_OUT, pairs / 100));
    return Math.min(onePercent, pairs / 2);
  }
}
