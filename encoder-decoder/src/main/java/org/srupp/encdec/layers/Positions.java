package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * Embeddings that know where they stand: sqrt(W) E[id] + P(t), where P is sin(t / 10000^(i / W)) on
 * even channels i and the cosine of the same angle on the odd channel after it (Vaswani et al.
 * 2017, sections 3.4 and 3.5). Nothing of it is trained, and there is no longest sentence.
 */
public final class Positions {
  private static final double BASE = 10_000;

  private final int width;
  private final double[] frequencies;
  private final DeviceMemory device;

  /**
   * Of the processor.
   *
   * @param width W, of embeddings
   */
  public Positions(int width) {
    this(width, DeviceMemory.HOST);
  }

  /**
   * @param width W, of embeddings
   * @param device where tensors are made
   */
  public Positions(int width, DeviceMemory device) {
    this.width = width;
    this.device = device;
    frequencies = new double[width];
    for (int i = 0; i < width; i++) {
      frequencies[i] = Math.pow(BASE, -(double) (i - i % 2) / width);
    }
  }

  private double value(int position, int channel) {
    double angle = position * frequencies[channel];
    return channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }

  /**
   * Looks ids up and says where they stand.
   *
   * @param ids (L, B) int64
   * @param table E, (V, W)
   * @return (L, B, W), of the manager of {@code ids}
   */
  public NDArray embed(NDArray ids, NDArray table) {
    NDManager manager = ids.getManager();
    NDArray rows = Ops.embedding(ids, table);
    int steps = Math.toIntExact(ids.getShape().get(0));
    return scaled(rows).add(positions(manager, table.getDataType(), steps, false));
  }

  /**
   * sqrt(W) x.
   *
   * @param x (..., W)
   */
  NDArray scaled(NDArray x) {
    return x.mul(factor(x.getManager(), x.getDataType()));
  }

  /**
   * P of the distances from {@code count} - 1 down to 0.
   *
   * @return (count, 1, W), of the manager
   */
  NDArray distances(NDManager manager, DataType type, int count) {
    return positions(manager, type, count, true);
  }

  private NDArray factor(NDManager manager, DataType type) {
    return Ops.scalar(manager, type, Math.sqrt(width));
  }

  private NDArray positions(NDManager manager, DataType type, int steps, boolean falling) {
    NDArray array = manager.create(new Shape(steps, 1, width), type);
    device.fill(device.of(array), memory -> write(memory, type, steps, falling));
    return array;
  }

  private void write(MemorySegment memory, DataType type, int steps, boolean falling) {
    for (int t = 0; t < steps; t++) {
      int position = falling ? steps - 1 - t : t;
      for (int i = 0; i < width; i++) {
        long at = (long) t * width + i;
        if (type == DataType.FLOAT64) {
          memory.setAtIndex(ValueLayout.JAVA_DOUBLE, at, value(position, i));
        } else {
          memory.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) value(position, i));
        }
      }
    }
  }

  /** P(t), (W) float32. */
  public float[] row(int position) {
    float[] row = new float[width];
    for (int i = 0; i < width; i++) {
      row[i] = (float) value(position, i);
    }
    return row;
  }

  /**
   * Writes the embedding of one id.
   *
   * @param table E, (V, W) float32
   * @param position P(t) as {@link #row} gives it
   * @param target (any number, W) float32
   * @param row of {@code target}, overwritten
   */
  public void embed(MemorySegment table, int id, float[] position, MemorySegment target, long row) {
    float factor = (float) Math.sqrt(width);
    for (int i = 0; i < width; i++) {
      float own = table.getAtIndex(ValueLayout.JAVA_FLOAT, (long) id * width + i);
      target.setAtIndex(ValueLayout.JAVA_FLOAT, row * width + i, factor * own + position[i]);
    }
  }
}
