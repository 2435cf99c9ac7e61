package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the most probable token each time: what a beam of 1 finds. Asked for no probabilities it
 * only looks for the largest logit, which spares an exponential for every id of the vocabulary.
 */
public final class GreedySearch implements SequenceSearch {
  private final OutputRules rules;
  private final boolean probabilities;

  /**
   * @param probabilities whether hypotheses carry log-probabilities; without, their score and
   *     logProbability are NaN and their tokenLogProbs empty
   */
  public GreedySearch(OutputRules rules, boolean probabilities) {
    this.rules = rules;
    this.probabilities = probabilities;
  }

  @Override
  public List<List<Hypothesis>> search(ScorerFactory model, int[][] sources, int[][] prefixes) {
    try (StepScorer scorer = model.start(sources, prefixes)) {
      rules.check(scorer, sources, prefixes);
      Trace[] traces = new Trace[sources.length];
      int[] active = IntStream.range(0, sources.length).toArray();
      for (int length = 1; active.length > 0; length++) {
        step(scorer, active, prefixes, traces, length);
        active = keepUnfinished(scorer, active, sources, prefixes, traces);
      }
      List<List<Hypothesis>> results = new ArrayList<>();
      for (Trace trace : traces) {
        boolean ended = trace.token() == rules.specials().eos();
        results.add(List.of(trace.toHypothesis(trace.total(), ended, probabilities)));
      }
      return results;
    }
  }

  private void step(StepScorer scorer, int[] active, int[][] prefixes, Trace[] traces, int length) {
    int[] tokens =
        IntStream.of(active).map(i -> Trace.last(traces[i], rules.specials().sos())).toArray();
    MemorySegment logits = scorer.step(tokens);
    OutputColumns columns = scorer.columns();
    int[] forbidden = rules.forbidden(length);
    RowTops tops =
        new RowScanner(1 + forbidden.length, probabilities).scan(logits, active.length, columns);
    for (int row = 0; row < active.length; row++) {
      int sentence = active[row];
      int[] prefix = prefixes[sentence];
      int token =
          length <= prefix.length
              ? prefix[length - 1]
              : best(tops, row, forbidden, sentence, length);
      double logProb =
          probabilities
              ? tops.logProb(row, RowScanner.at(logits, columns, row, token))
              : Double.NaN;
      traces[sentence] = Trace.of(traces[sentence], token, logProb);
    }
  }

  private static int best(RowTops tops, int row, int[] forbidden, int sentence, int length) {
    return IntStream.range(0, tops.counts()[row])
        .map(place -> tops.id(row, place))
        .filter(id -> IntStream.of(forbidden).noneMatch(never -> never == id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "sentence "
                        + sentence
                        + " of the batch, token "
                        + length
                        + ": the model gives no probability to any token that may be produced"));
  }

  private int[] keepUnfinished(
      StepScorer scorer, int[] active, int[][] sources, int[][] prefixes, Trace[] traces) {
    int[] rows =
        IntStream.range(0, active.length)
            .filter(
                row -> {
                  Trace trace = traces[active[row]];
                  int maximum = rules.maximum(sources[active[row]], prefixes[active[row]]);
                  return trace.token() != rules.specials().eos() && trace.length() < maximum;
                })
            .toArray();
    if (rows.length > 0 && rows.length < active.length) {
      scorer.select(rows);
    }
    return Arrays.stream(rows).map(row -> active[row]).toArray();
  }
}
