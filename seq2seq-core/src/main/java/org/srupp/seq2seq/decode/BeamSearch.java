package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Beam search; the package page says which. Ended hypotheses and decided sentences leave the
 * scorer's batch.
 */
public final class BeamSearch implements SequenceSearch {
  private final BeamConfig config;
  private final OutputRules rules;

  public BeamSearch(BeamConfig config, OutputRules rules) {
    this.config = config;
    this.rules = rules;
  }

  @Override
  public List<List<Hypothesis>> search(ScorerFactory model, int[][] sources, int[][] prefixes) {
    try (StepScorer scorer = model.start(sources, prefixes)) {
      rules.check(scorer, sources, prefixes);
      List<SentenceBeam> active = new ArrayList<>();
      for (int i = 0; i < sources.length; i++) {
        active.add(
            new SentenceBeam(
                i, prefixes[i], rules.maximum(sources[i], prefixes[i]), config, rules));
      }
      return run(scorer, active);
    }
  }

  private List<List<Hypothesis>> run(StepScorer scorer, List<SentenceBeam> active) {
    List<List<Hypothesis>> results =
        new ArrayList<>(active.stream().map(beam -> List.<Hypothesis>of()).toList());
    for (int length = 1; !active.isEmpty(); length++) {
      step(scorer, active, length);
      active.removeIf(
          beam -> {
            boolean decided = beam.isDecided();
            if (decided) {
              results.set(beam.sentence(), beam.best());
            }
            return decided;
          });
      select(scorer, active);
    }
    return results;
  }

  private void step(StepScorer scorer, List<SentenceBeam> active, int length) {
    int[] tokens =
        active.stream()
            .flatMap(beam -> beam.live().stream())
            .mapToInt(entry -> Trace.last(entry.trace(), rules.specials().sos()))
            .toArray();
    MemorySegment logits = scorer.step(tokens);
    // Forbidden ids may be among the largest; so many more are looked for.
    var scanner = new RowScanner(config.beam() + rules.forbidden(length).length, true);
    OutputColumns columns = scorer.columns();
    RowTops tops = scanner.scan(logits, tokens.length, columns);
    int firstRow = 0;
    for (SentenceBeam beam : active) {
      int rows = beam.live().size();
      beam.advance(logits, columns, tops, firstRow);
      firstRow += rows;
    }
  }

  private static void select(StepScorer scorer, List<SentenceBeam> active) {
    int[] parents =
        active.stream()
            .flatMap(beam -> beam.live().stream())
            .mapToInt(BeamEntry::parentRow)
            .toArray();
    int[] unchanged = new int[scorer.rows()];
    Arrays.setAll(unchanged, i -> i);
    if (parents.length > 0 && !Arrays.equals(parents, unchanged)) {
      scorer.select(parents);
    }
  }
}
