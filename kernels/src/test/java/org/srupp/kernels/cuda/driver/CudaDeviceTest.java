package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cuda.CudaUpdate;

class CudaDeviceTest {
  private static final KernelSource UPDATE = KernelSource.ofResource(CudaUpdate.class, "update.cu");

  @TempDir Path cache;

  private final FakeCards cards = new FakeCards();
  private CudaDevice device;

  @BeforeEach
  void open() {
    device = cards.open(cache);
  }

  @Test
  void memoryGoesToTheCardAndBack() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3);
      MemorySegment card = device.allocate(12);
      MemorySegment other = device.allocate(12);
      MemorySegment back = arena.allocate(12, 4);
      device.copyToDevice(host, card);
      device.fill(card.asSlice(4, 4), (byte) 1, 0);
      device.copy(card, other, 0);
      device.copyToHost(other, back, 0);
      assertArrayEquals(new int[] {1, 0x01010101, 3}, back.toArray(ValueLayout.JAVA_INT));
      device.free(card);
      device.free(other);
    }
    assertEquals(0, cards.contextsLeft());
  }

  @Test
  void aKernelRunsAndNobodyWaits() {
    MemorySegment weight = floats(1, 2);
    MemorySegment gradient = floats(1, 1);
    UpdateMemory memory = new UpdateMemory(weight, gradient, floats(0, 0), floats(0, 0), 2);
    UpdateStep step = new UpdateStep(UpdateStep.Rule.MOMENTUM, 1, 1, 0, 1, 0.5, 0.5, 0);
    new CudaUpdate(device, () -> 0).update(memory, step);
    assertEquals(1, cards.launches());
    assertEquals(0, cards.waits());
    assertEquals(0.5f, weight.getAtIndex(ValueLayout.JAVA_FLOAT, 0));
    assertEquals(1.5f, weight.getAtIndex(ValueLayout.JAVA_FLOAT, 1));
  }

  @Test
  void aWorkspaceStaysUntilMoreIsNeeded() {
    MemorySegment first = device.workspace(0, 100);
    assertSame(first, device.workspace(0, 60));
    assertEquals(0, cards.waits());
    assertTrue(device.workspace(0, 101).byteSize() >= 101);
    assertEquals(1, cards.waits());
    assertTrue(device.workspace(8, 10).address() != device.workspace(0, 10).address());
  }

  @Test
  void aFullCardSaysWhatWouldFit() {
    cards.free(3L << 28);
    CudaMemoryException full =
        assertThrows(CudaMemoryException.class, () -> device.allocate(1L << 30));
    assertEquals(
        "cuda:0 has no memory for 1.00 GiB more (0.75 of 2.00 GiB are free); take a smaller batch or end other programs"
            + " that use the card",
        full.getMessage());
    assertEquals(full.getMessage() + "; wait", full.with("; wait").getMessage());
  }

  @Test
  void whatAnotherLibraryKeepsIsAskedForBeforeAShortageIsTold() {
    cards.free(100);
    CudaDevice shared = cards.open(cache, () -> cards.free(1L << 20));
    assertEquals(1 << 20, shared.allocate(1 << 20).byteSize());
    assertThrows(CudaMemoryException.class, () -> shared.allocate(1 << 21));
  }

  @Test
  void whatIsUploadedMayBeChangedAtOnce() {
    CudaDevice late = cards.late().open(cache);
    int more = UploadRing.SLOTS * UploadRing.SLOT_BYTES + 12;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment host = arena.allocate(more);
      MemorySegment card = late.allocate(more);
      MemorySegment back = arena.allocate(more);
      for (byte value = 1; value <= 2; value++) {
        late.copyToDevice(host.fill(value), card, 0);
        host.fill((byte) 9);
        assertEquals(value - 1, cards.waits());
        late.copyToHost(card, back, 0);
        byte[] expected = new byte[more];
        Arrays.fill(expected, value);
        assertArrayEquals(expected, back.toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  @Test
  void aMissingKernelIsNamedByTheDriver() {
    KernelImage image = device.image(UPDATE);
    CudaException missing =
        assertThrows(
            CudaException.class,
            () -> image.launch("nothing", new LaunchGeometry(1, 32), MemorySegment.NULL, 0));
    assertEquals(
        "cuda:0: cuModuleGetFunction failed with CUDA_ERROR_NOT_FOUND (named symbol not found)",
        missing.getMessage());
    assertEquals(0, cards.contextsLeft());
  }

  @Test
  void aSourceIsLoadedOnceForEachSetOfMacros() {
    KernelSource other = UPDATE.with(Map.of("UNUSED", 1));
    assertSame(device.image(UPDATE), device.image(UPDATE.with(Map.of())));
    assertTrue(device.image(UPDATE) != device.image(other));
  }

  private MemorySegment floats(float... values) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment card = device.allocate(4L * values.length);
      device.copyToDevice(arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), card);
      return card;
    }
  }
}
