package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.srupp.encdec.layers.StreamMask;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * The mask of the last chunk, for the next, which most often has the same: writing one of 1,024
 * steps and bringing it to a card takes the processor milliseconds.
 */
final class LastMask {
  private record Key(DataType type, int steps, int memory, int window) {}

  private final NDManager manager;
  private final DeviceMemory device;
  private Key key;
  private NDArray mask;

  /**
   * @param manager of the masks; it lives as long as the model
   */
  LastMask(NDManager manager, DeviceMemory device) {
    this.manager = manager;
    this.device = device;
  }

  /**
   * As {@link StreamMask#create}; belongs to this, is read only, and is lost with the next other.
   *
   * @param steps L, rows
   * @param memory M, columns before the first row's own
   * @param window tokens before its own that a row sees at most
   * @return (1, L, M + L)
   */
  synchronized NDArray get(DataType type, int steps, int memory, int window) {
    Key wanted = new Key(type, steps, memory, window);
    if (!wanted.equals(key)) {
      if (mask != null) {
        mask.close();
      }
      mask = StreamMask.create(device, manager, type, steps, memory, window);
      key = wanted;
    }
    return mask;
  }
}
