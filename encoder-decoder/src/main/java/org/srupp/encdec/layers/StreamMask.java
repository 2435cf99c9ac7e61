package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.seq2seq.torch.DeviceMemory;

/** What a language model's tokens see: themselves and a number of tokens before. */
public final class StreamMask {
  /** Everything before, for training: the whole memory and the chunk so far. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private StreamMask() {}

  /** As {@link #create(DeviceMemory, NDManager, DataType, int, int, int)}, of the processor. */
  public static NDArray create(
      NDManager manager, DataType type, int steps, int memory, int window) {
    return create(DeviceMemory.HOST, manager, type, steps, memory, window);
  }

  /**
   * The mask of {@link AttentionContext}: 0 where key column k is one of row i's, minus infinity
   * elsewhere. The authors add -10000, which is the same in float32: its exponential is 0.
   *
   * @param device of the manager
   * @param steps L, rows
   * @param memory M, columns before the first row's own
   * @param window tokens before its own that a row sees at most
   * @return (1, L, M + L)
   */
  public static NDArray create(
      DeviceMemory device, NDManager manager, DataType type, int steps, int memory, int window) {
    NDArray mask = manager.create(new Shape(1, steps, memory + steps), type);
    device.fill(device.of(mask), values -> write(values, type, steps, memory, window));
    return mask;
  }

  private static void write(
      MemorySegment values, DataType type, int steps, int memory, int window) {
    int keys = memory + steps;
    for (int i = 0; i < steps; i++) {
      int own = memory + i;
      for (int k = 0; k < keys; k++) {
        boolean seen = k <= own && own - k <= window;
        set(values, type, (long) i * keys + k, seen ? 0 : Float.NEGATIVE_INFINITY);
      }
    }
  }

  private static void set(MemorySegment values, DataType type, long index, float value) {
    if (type == DataType.FLOAT64) {
      values.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    } else {
      values.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }
  }
}
