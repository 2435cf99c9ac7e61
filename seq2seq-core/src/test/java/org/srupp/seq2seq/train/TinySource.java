package org.srupp.seq2seq.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.seq2seq.data.BatchSource;
import org.srupp.seq2seq.data.DataPosition;

/** Five groups an epoch, different in every epoch, of micro-batches of different sizes. */
final class TinySource implements BatchSource<TinyBatch> {
  static final int GROUPS = 5;

  private final int microBatches;
  private DataPosition position = DataPosition.START;

  TinySource(int microBatches) {
    this.microBatches = microBatches;
  }

  @Override
  public List<TinyBatch> nextGroup() {
    List<TinyBatch> group = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(position.epoch() * 100 + position.group());
    for (int i = 0; i < microBatches; i++) {
      group.add(batch(random, 2 + 3 * i));
    }
    position =
        position.group() + 1 < GROUPS
            ? new DataPosition(position.epoch(), position.group() + 1)
            : new DataPosition(position.epoch() + 1, 0);
    return group;
  }

  @Override
  public DataPosition position() {
    return position;
  }

  @Override
  public void seek(DataPosition wanted) {
    position = wanted;
  }

  /** Examples whose class is the largest of the first inputs, mostly. */
  static TinyBatch batch(SplittableRandom random, int size) {
    double[][] inputs = new double[size][TinyModel.INPUTS];
    int[] classes = new int[size];
    for (int n = 0; n < size; n++) {
      for (int i = 0; i < TinyModel.INPUTS; i++) {
        inputs[n][i] = random.nextDouble(-1, 1);
      }
      for (int k = 1; k < TinyModel.CLASSES; k++) {
        if (inputs[n][k] > inputs[n][classes[n]]) {
          classes[n] = k;
        }
      }
    }
    return new TinyBatch(inputs, classes);
  }
}
