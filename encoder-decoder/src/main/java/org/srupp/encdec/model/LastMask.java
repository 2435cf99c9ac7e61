package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.srupp.encdec.layers.StreamMask;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * The mask of the last chunk, for the next, which most often has the same: writing one of 1,024
 * steps and bringing it to a card took a tenth of what a step costs the processor.
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

  /** As {@link StreamMask#create}; belongs to this and is read only. */
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
