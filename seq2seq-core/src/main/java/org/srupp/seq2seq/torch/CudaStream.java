package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The stream on which the started engine queues a card's work. Only libtorch for CUDA knows it. */
@SuppressWarnings("restricted")
public final class CudaStream {
  private static final String FUNCTION = "aoti_torch_get_current_cuda_stream";

  // Bound at the first call: without a card there is no such library.
  private static final class Binding {
    static final MethodHandle CURRENT = bind(TorchEngine.folder());

    private static MethodHandle bind(Path folder) {
      Path library = folder.resolve(System.mapLibraryName("torch_cuda"));
      return Linker.nativeLinker()
          .downcallHandle(
              SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow(FUNCTION),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }
  }

  private CudaStream() {}

  /**
   * The calling thread's current stream.
   *
   * @param card N of cuda:N
   * @return a CUstream; 0 is the default stream
   */
  public static long current(int card) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stream = arena.allocate(JAVA_LONG);
      int code = (int) Binding.CURRENT.invokeExact(card, stream);
      if (code != 0) {
        throw new IllegalStateException(FUNCTION + " of libtorch failed with code " + code);
      }
      return stream.get(JAVA_LONG, 0);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
