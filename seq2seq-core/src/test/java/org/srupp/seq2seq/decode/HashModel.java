package org.srupp.seq2seq.decode;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model without a network: logits are a seeded hash of the source and of all tokens so far. It
 * checks how it is used, and overwrites with NaN what it returned before, so that a search that
 * keeps stale logits fails.
 */
final class HashModel implements ScorerFactory {
  static final SpecialIds SPECIALS = new SpecialIds(0, 1, 2, 3);

  final int vocabularySize;
  private final long seed;
  private final float eosBoost;

  int steps;
  int selects;
  int closed;
  final List<Integer> rowsOfSteps = new ArrayList<>();

  /**
   * @param eosBoost added to the logit of EOS for each token so far
   */
  HashModel(int vocabularySize, long seed, float eosBoost) {
    this.vocabularySize = vocabularySize;
    this.seed = seed;
    this.eosBoost = eosBoost;
  }

  /** Logits after the given tokens, SOS not among them, (V), in [-3, 3) without the boost. */
  float[] logits(int[] source, int[] tokens) {
    long state = seed * 31 + Arrays.hashCode(source);
    state = state * 1_000_003 + Arrays.hashCode(tokens);
    float[] result = new float[vocabularySize];
    for (int id = 0; id < vocabularySize; id++) {
      result[id] = (float) ((mix(state * 65_537 + id) >>> 11) * 0x1p-53 * 6 - 3);
    }
    result[SPECIALS.eos()] += eosBoost * tokens.length;
    return result;
  }

  /** Log-probabilities after the given tokens, in double, (V). */
  double[] logProbs(int[] source, int[] tokens) {
    float[] logits = logits(source, tokens);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    double[] result = new double[vocabularySize];
    for (int id = 0; id < vocabularySize; id++) {
      result[id] = logits[id] - Math.log(sum);
    }
    return result;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  @Override
  public StepScorer start(int[][] sources) {
    return new Scorer(sources);
  }

  private record Row(int[] source, int[] tokens) {}

  private final class Scorer implements StepScorer {
    private final Arena arena = Arena.ofShared();
    private List<Row> rows;
    private MemorySegment previous = MemorySegment.NULL;

    Scorer(int[][] sources) {
      rows = Arrays.stream(sources).map(source -> new Row(source, new int[0])).toList();
    }

    @Override
    public int vocabularySize() {
      return vocabularySize;
    }

    @Override
    public int rows() {
      return rows.size();
    }

    @Override
    public MemorySegment step(int[] lastTokens) {
      if (lastTokens.length != rows.size()) {
        throw new AssertionError(lastTokens.length + " tokens for " + rows.size() + " rows");
      }
      steps++;
      rowsOfSteps.add(rows.size());
      fill(previous, Float.NaN);
      previous = arena.allocate((long) rows.size() * vocabularySize * Float.BYTES);
      List<Row> next = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        next.add(feed(rows.get(row), lastTokens[row]));
        float[] logits = logits(next.get(row).source, next.get(row).tokens);
        MemorySegment.copy(
            logits,
            0,
            previous,
            ValueLayout.JAVA_FLOAT,
            (long) row * vocabularySize * Float.BYTES,
            vocabularySize);
      }
      rows = next;
      return previous;
    }

    /** The first token of all is SOS and leaves no trace; any other is remembered. */
    private Row feed(Row row, int token) {
      boolean first = steps > 0 && token == SPECIALS.sos();
      if (first) {
        return row;
      }
      int[] tokens = Arrays.copyOf(row.tokens, row.tokens.length + 1);
      tokens[tokens.length - 1] = token;
      return new Row(row.source, tokens);
    }

    @Override
    public void select(int[] parents) {
      selects++;
      rows = Arrays.stream(parents).mapToObj(rows::get).toList();
    }

    @Override
    public void close() {
      closed++;
      arena.close();
    }
  }

  private static void fill(MemorySegment segment, float value) {
    for (long i = 0; i < segment.byteSize() / Float.BYTES; i++) {
      segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
    }
  }
}
