package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.srupp.encdec.layers.StreamMask;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.TorchEngine;

class LastMaskTest {
  @Test
  void isThatOfTheChunkWhateverWasAskedForBefore() {
    try (NDManager manager = TorchEngine.start(1)) {
      LastMask masks = new LastMask(manager, DeviceMemory.HOST);
      NDArray first = masks.get(DataType.FLOAT32, 5, 3, 4);
      assertSame(first, masks.get(DataType.FLOAT32, 5, 3, 4));
      int[][] others = {{5, 3, 2}, {5, 0, 4}, {4, 3, 4}, {5, 3, 4}};
      for (int[] other : others) {
        NDArray mask = masks.get(DataType.FLOAT32, other[0], other[1], other[2]);
        assertNotSame(first, mask);
        assertArrayEquals(
            StreamMask.create(manager, DataType.FLOAT32, other[0], other[1], other[2])
                .toFloatArray(),
            mask.toFloatArray());
      }
    }
  }
}
