package org.srupp.kernels.cuda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.srupp.kernels.cuda.driver.KernelImage;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/** Runs a kernel of a shim library to its end. */
@SuppressWarnings("restricted")
record ShimImage(SymbolLookup symbols) implements KernelImage {
  private static final FunctionDescriptor RUN =
      FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  @Override
  public void launch(String kernel, LaunchGeometry geometry, MemorySegment arguments, long stream) {
    MethodHandle run =
        Linker.nativeLinker().downcallHandle(symbols.findOrThrow("run_" + kernel), RUN);
    try {
      run.invokeExact(arguments, geometry.blocks(), geometry.threads());
    } catch (Throwable e) {
      throw new IllegalStateException(kernel, e);
    }
  }
}
