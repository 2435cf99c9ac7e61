package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A scorer whose rows are changed, each knowing its source. */
abstract class ChangedScorer implements StepScorer {
  private final StepScorer scorer;
  private int[][] sources;

  ChangedScorer(StepScorer scorer, int[][] sources) {
    this.scorer = scorer;
    this.sources = sources;
  }

  /** The row as a search sees it; rows of a batch may differ in length. */
  abstract float[] change(int[] source, float[] logits);

  int[] source(int row) {
    return sources[row];
  }

  /** What ends the rows up to the stride, which no search must read. */
  int stride() {
    return vocabularySize();
  }

  @Override
  public int vocabularySize() {
    return scorer.vocabularySize();
  }

  @Override
  public int rows() {
    return scorer.rows();
  }

  @Override
  public MemorySegment step(int[] lastTokens) {
    int rows = rows();
    float[] all = scorer.step(lastTokens).toArray(ValueLayout.JAVA_FLOAT);
    float[] changed = new float[rows * stride()];
    Arrays.fill(changed, Float.NaN);
    int width = vocabularySize();
    for (int row = 0; row < rows; row++) {
      float[] logits =
          change(sources[row], Arrays.copyOfRange(all, row * width, (row + 1) * width));
      System.arraycopy(logits, 0, changed, row * stride(), logits.length);
    }
    return MemorySegment.ofArray(changed);
  }

  @Override
  public void select(int[] parents) {
    scorer.select(parents);
    sources = Arrays.stream(parents).mapToObj(row -> sources[row]).toArray(int[][]::new);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
