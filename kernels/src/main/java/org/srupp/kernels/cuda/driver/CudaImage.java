package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A module of the driver. */
final class CudaImage implements KernelImage {
  private static final MemorySegment NONE = MemorySegment.NULL;

  private final CudaDevice device;
  private final MemorySegment module;
  private final Map<String, MemorySegment> functions = new ConcurrentHashMap<>();

  /**
   * Loads an image.
   *
   * @throws CudaException if the card or the driver does not take it
   */
  CudaImage(CudaDevice device, byte[] image) {
    this.device = device;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      // Machine code starts at a multiple of 8 bytes, and code for the driver to translate ends
      // with a zero.
      MemorySegment bytes = arena.allocate(image.length + 1L, Long.BYTES);
      MemorySegment.copy(image, 0, bytes, ValueLayout.JAVA_BYTE, 0, image.length);
      device.call("cuModuleLoadData", handle, bytes);
      this.module = handle.get(ValueLayout.ADDRESS, 0);
    }
  }

  @Override
  public void launch(String kernel, LaunchGeometry geometry, MemorySegment arguments, long stream) {
    MemorySegment function = functions.computeIfAbsent(kernel, this::find);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment parameters = arena.allocate(ValueLayout.ADDRESS);
      parameters.set(ValueLayout.ADDRESS, 0, arguments);
      device.call(
          "cuLaunchKernel",
          function,
          geometry.blocks(),
          1,
          1,
          geometry.threads(),
          1,
          1,
          0,
          stream,
          parameters,
          NONE);
    }
  }

  private MemorySegment find(String kernel) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      device.call("cuModuleGetFunction", handle, module, arena.allocateFrom(kernel));
      return handle.get(ValueLayout.ADDRESS, 0);
    }
  }
}
