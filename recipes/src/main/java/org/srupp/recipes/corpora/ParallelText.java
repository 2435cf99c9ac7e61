package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.corpora.archive.FileReasons;

/** Line pairs in the order of their files, in memory: for splits that are scored. */
public record ParallelText(List<LinePair> pairs) {
  public ParallelText {
    pairs = List.copyOf(pairs);
  }

  /**
   * Reads two files, every line of them.
   *
   * @throws CorpusException if they differ in length or a line is not UTF-8
   */
  public static ParallelText read(Path source, Path target) {
    List<LinePair> pairs = new ArrayList<>();
    try {
      new TwoFiles(source, target).read((line, a, b) -> pairs.add(new LinePair(a, b)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          source + " and " + target + " cannot be read: " + FileReasons.of(e), e);
    }
    return new ParallelText(pairs);
  }

  public int size() {
    return pairs.size();
  }

  public List<String> source() {
    return pairs.stream().map(LinePair::source).toList();
  }

  public List<String> target() {
    return pairs.stream().map(LinePair::target).toList();
  }
}
