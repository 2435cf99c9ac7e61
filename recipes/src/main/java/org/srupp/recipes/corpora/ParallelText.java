package org.srupp.recipes.corpora;

import java.util.List;

/** Line pairs in the order of their files. */
public record ParallelText(List<LinePair> pairs) {
  public ParallelText {
    pairs = List.copyOf(pairs);
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
