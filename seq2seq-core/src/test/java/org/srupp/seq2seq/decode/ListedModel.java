package org.srupp.seq2seq.decode;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A {@link HashModel} with columns for what a sentence may produce alone, and for the ids of its
 * prefix.
 *
 * @param allowed whether a source may produce an id
 */
record ListedModel(HashModel model, MaskedModel.Allowed allowed) implements ScorerFactory {
  @Override
  public StepScorer start(int[][] sources) {
    return start(sources, new int[sources.length][0]);
  }

  @Override
  public StepScorer start(int[][] sources, int[][] prefixes) {
    return new ChangedScorer(model.start(sources), sources) {
      @Override
      float[] change(int[] source, float[] logits) {
        int[] ids = ids(source);
        float[] row = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
          row[i] = logits[ids[i]];
        }
        return row;
      }

      private int[] ids(int[] source) {
        int[] prefix = prefixes[Arrays.asList(sources).indexOf(source)];
        return IntStream.range(0, vocabularySize())
            .filter(
                id ->
                    allowed.test(source, id)
                        || IntStream.of(prefix).anyMatch(forced -> forced == id))
            .toArray();
      }

      @Override
      public OutputColumns columns() {
        int[][] ids = new int[rows()][];
        Arrays.setAll(ids, row -> ids(source(row)));
        return new GivenColumns(stride(), ids);
      }
    };
  }

  private record GivenColumns(int stride, int[][] ids) implements OutputColumns {
    @Override
    public int count(int row) {
      return ids[row].length;
    }

    @Override
    public int id(int row, int column) {
      return ids[row][column];
    }

    @Override
    public int column(int row, int id) {
      int column = Arrays.binarySearch(ids[row], id);
      if (column < 0) {
        throw new IllegalArgumentException("no column for id " + id);
      }
      return column;
    }
  }
}
