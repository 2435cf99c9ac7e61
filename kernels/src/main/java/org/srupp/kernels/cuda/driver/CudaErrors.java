package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** The driver's errors (CUresult of cuda.h) in words, with what to do where that is known. */
@SuppressWarnings("restricted")
final class CudaErrors {
  private static final int TEXT_BYTES = 256;

  /** Of those that a machine gives whose card works. */
  private static final Map<Integer, String> ADVICE =
      Map.of(
          CudaDriver.OUT_OF_MEMORY,
          "end other programs that use the card",
          46, // CUDA_ERROR_DEVICE_UNAVAILABLE
          "another program has the card for itself; end it, or see nvidia-smi --compute-mode",
          802, // CUDA_ERROR_SYSTEM_NOT_READY
          "start the service nvidia-fabricmanager, which machines of several linked cards need",
          803, // CUDA_ERROR_SYSTEM_DRIVER_MISMATCH
          "the driver was updated while it ran; restart the machine",
          804, // CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE
          "take the folder of CUDA's compat libraries out of LD_LIBRARY_PATH");

  private final NativeFunctions functions;

  CudaErrors(NativeFunctions functions) {
    this.functions = functions;
  }

  /** Such as CUDA_ERROR_ILLEGAL_ADDRESS (an illegal memory access was encountered). */
  String words(int result) {
    String name = text("cuGetErrorName", result) + " (" + text("cuGetErrorString", result) + ")";
    return ADVICE.containsKey(result) ? name + "; " + ADVICE.get(result) : name;
  }

  private String text(String function, int result) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(ValueLayout.ADDRESS);
      int failed = functions.call(function, result, text);
      MemorySegment found = text.get(ValueLayout.ADDRESS, 0);
      return failed != 0 || found.address() == 0
          ? "CUresult " + result
          : found.reinterpret(TEXT_BYTES).getString(0);
    }
  }
}
