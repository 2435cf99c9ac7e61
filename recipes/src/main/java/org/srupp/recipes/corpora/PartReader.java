package org.srupp.recipes.corpora;

import java.io.IOException;
import java.util.Optional;

/** Reads one part of a corpus through a filter. */
final class PartReader {
  private final String part;
  private final LinePairs pairs;
  private final FilterConfig config;

  /**
   * @param part as in {@link Drop}
   */
  PartReader(String part, LinePairs pairs, FilterConfig config) {
    this.part = part;
    this.pairs = pairs;
    this.config = config;
  }

  /** Takes a kept pair. */
  @FunctionalInterface
  interface Kept {
    void pair(String source, String target) throws IOException;
  }

  /**
   * Reads all pairs, and reports what is dropped.
   *
   * @return pairs of lines, dropped ones included
   */
  long read(CorpusSink sink, Kept kept) throws IOException {
    PairFilter filter = new PairFilter(config);
    long lines =
        pairs.read(
            (line, source, target) -> {
              Optional<PairFilter.Verdict> verdict = filter.verdict(source, target);
              if (verdict.isEmpty()) {
                kept.pair(source, target);
              } else {
                sink.drop(new Drop(part, line, verdict.get().reason(), verdict.get().detail()));
              }
            });
    sink.end(part, lines);
    return lines;
  }

  /** How many pairs are kept; reports nothing. */
  long count() throws IOException {
    PairFilter filter = new PairFilter(config);
    long[] kept = {0};
    pairs.read(
        (line, source, target) -> kept[0] += filter.verdict(source, target).isEmpty() ? 1 : 0);
    return kept[0];
  }
}
