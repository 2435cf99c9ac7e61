package org.srupp.kernels.cuda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/** Runs a kernel of a shim library to its end, and fails where a card would not have come to it. */
@SuppressWarnings("restricted")
record ShimImage(SymbolLookup symbols) implements KernelImage {
  private static final FunctionDescriptor RUN =
      FunctionDescriptor.of(
          ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  @Override
  public void launch(String kernel, LaunchGeometry geometry, MemorySegment arguments, long stream) {
    MethodHandle run =
        Linker.nativeLinker().downcallHandle(symbols.findOrThrow("run_" + kernel), RUN);
    MemorySegment fault;
    try {
      fault = (MemorySegment) run.invokeExact(arguments, geometry.blocks(), geometry.threads());
    } catch (Throwable e) {
      throw new IllegalStateException(kernel, e);
    }
    if (fault.address() != 0) {
      throw new AssertionError(kernel + ": " + fault.reinterpret(Long.MAX_VALUE).getString(0));
    }
  }
}
