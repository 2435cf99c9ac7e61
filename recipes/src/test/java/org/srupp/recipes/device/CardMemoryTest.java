package org.srupp.recipes.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.training.Precisions;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.TorchCallException;
import org.srupp.seq2seq.torch.TorchEngine;

class CardMemoryTest {
  private final DeviceMemory card = ShimCards.chosen().memory();
  private final Arena arena = Arena.ofAuto();

  @Test
  void javaCannotReadOrWriteACardsMemory() {
    MemorySegment memory = card.allocate(16, arena);
    assertEquals(16, memory.byteSize());
    assertThrows(IllegalStateException.class, () -> memory.get(ValueLayout.JAVA_FLOAT, 0));
    assertThrows(IllegalStateException.class, () -> memory.fill((byte) 0));
    assertThrows(
        IllegalStateException.class, () -> memory.asSlice(4, 4).copyFrom(arena.allocate(4)));
    try (NDManager manager = TorchEngine.start(1);
        NDArray tensor = manager.create(new float[] {1, 2})) {
      MemorySegment own = card.of(tensor);
      assertThrows(IllegalStateException.class, () -> own.get(ValueLayout.JAVA_FLOAT, 0));
      assertArrayEquals(new float[] {1, 2}, floats(own));
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    MemorySegment memory = card.allocate(12, arena);
    assertArrayEquals(new float[3], floats(memory));
    card.write(MemorySegment.ofArray(new float[] {1, 2, 3}), memory);
    assertArrayEquals(new float[] {1, 2, 3}, floats(memory));
    card.write(arena.allocateFrom(ValueLayout.JAVA_FLOAT, 4, 5), memory.asSlice(4));
    assertArrayEquals(new float[] {1, 4, 5}, floats(memory));
    card.fill(memory, host -> host.copyFrom(MemorySegment.ofArray(new float[] {7, 8, 9})));
    assertArrayEquals(new float[] {7, 8, 9}, floats(memory));
    card.zero(memory.asSlice(4, 4));
    assertArrayEquals(new float[] {7, 0, 9}, floats(memory));
    assertEquals(0, card.readable(MemorySegment.NULL, arena).byteSize());
    assertEquals(
        "memory of the card: found 4 bytes to write, expected 12",
        assertThrows(
                IllegalArgumentException.class,
                () -> card.write(MemorySegment.ofArray(new float[1]), memory))
            .getMessage());
  }

  @Test
  void rowsAreMovedAsOnTheProcessor() {
    float[] table = {1, 2, 3, 4, 5, 6};
    int[] rows = {2, 0, 2};
    float[][] copied = new float[2][];
    float[][] added = new float[2][];
    DeviceMemory[] both = {DeviceMemory.HOST, card};
    for (int i = 0; i < 2; i++) {
      RowMatrix from = rows(both[i], table);
      RowMatrix to = rows(both[i], new float[6]);
      both[i].copyRows(to, null, from, rows);
      copied[i] = floats(both[i].readable(to.memory(), arena), 6);
      both[i].addRows(from, rows, to, new int[] {0, 1, 2});
      added[i] = floats(both[i].readable(from.memory(), arena), 6);
    }
    assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, copied[0]);
    assertArrayEquals(copied[0], copied[1]);
    assertArrayEquals(new float[] {2, 4, 3, 4, 15, 18}, added[0]);
    assertArrayEquals(added[0], added[1]);
  }

  @Test
  void bfloat16IsRefusedOnACardWithoutItAndAutoDoesWithout() {
    DeviceMemory old =
        new CardMemory(
            Device.cpu(),
            new ShimDevice(new DeviceProperties(1, "old", 7, 5, 40, 0, 0, 0, 1L << 33)),
            () -> 0);
    assertEquals(Precision.FLOAT32, Precisions.resolve(Precision.AUTO, old));
    assertEquals(
        "train.precision is bfloat16, but cuda:1 (old, compute capability 7.5) has no bfloat16,"
            + " which takes compute capability 8.0; set train.precision=float32 or auto",
        assertThrows(
                IllegalArgumentException.class, () -> Precisions.resolve(Precision.BFLOAT16, old))
            .getMessage());
    assertEquals(Precision.BFLOAT16, Precisions.resolve(Precision.AUTO, card));
    assertEquals(DataType.BFLOAT16, Precisions.activations(Precision.BFLOAT16, card));
    assertEquals(DataType.FLOAT32, Precisions.activations(Precision.FLOAT32, card));
  }

  @Test
  void aShortageIsRecognisedWhoeverSaysIt() {
    assertTrue(card.isShortage(new CudaMemoryException("cuda:0", 4, 2, 8)));
    assertTrue(
        card.isShortage(
            new IllegalStateException(
                "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has")));
    assertTrue(
        card.isShortage(
            new CudaException("cuda:0: cuLaunch failed with CUDA_ERROR_OUT_OF_MEMORY")));
    for (String words :
        List.of(
            "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
            "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")) {
      assertTrue(card.isShortage(new EngineException(words)), words);
    }
    assertFalse(card.isShortage(new IllegalStateException("no kernel image is available")));
    assertFalse(card.isShortage(new EngineException("CUDA error: CUBLAS_STATUS_NOT_SUPPORTED")));
    assertFalse(card.isShortage(new IllegalStateException()));
  }

  @Test
  void aProductThatDoesNotSayWhyItFailedIsAShortageOnAFullCardOnly() {
    TorchCallException failure = new TorchCallException("aoti_torch_mm_out", 1);
    assertFalse(card.isShortage(failure));
    assertTrue(withFree(1L << 28).isShortage(failure));
    assertFalse(withFree(1L << 30).isShortage(failure));
    assertFalse(withFree(1L << 28).isShortage(new IllegalStateException(failure.getMessage())));
  }

  private static DeviceMemory withFree(long bytes) {
    return new CardMemory(
        Device.cpu(),
        new ShimDevice(new DeviceProperties(0, "full", 9, 0, 132, 0, 0, 0, bytes)),
        () -> 0);
  }

  @Test
  void theProcessorsMemoryIsNotCopied() {
    MemorySegment memory = DeviceMemory.HOST.allocate(8, arena);
    assertSame(memory, DeviceMemory.HOST.readable(memory, arena));
    DeviceMemory.HOST.fill(memory, same -> assertSame(memory, same));
  }

  private RowMatrix rows(DeviceMemory device, float[] values) {
    MemorySegment memory = device.allocate(4L * values.length, arena);
    device.write(MemorySegment.ofArray(values), memory);
    return new RowMatrix(memory, DataType.FLOAT32, 2);
  }

  private float[] floats(MemorySegment memory) {
    return floats(card.readable(memory, arena), (int) (memory.byteSize() / 4));
  }

  private static float[] floats(MemorySegment readable, int count) {
    return readable.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_FLOAT);
  }
}
