package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libtorch's C ABI ({@code torch/csrc/inductor/aoti_torch/c/shim.h}) that srupp
 * calls.
 */
final class TorchLibrary {
  /** The ABI is stable within this version only as far as srupp has tested it. */
  static final String TESTED_VERSION = "2.7.1";

  static final int FLOAT32 = 6;
  static final int FLOAT64 = 7;
  static final int INT8 = 1;
  static final int INT32 = 3;

  private static final SymbolLookup SYMBOLS =
      SymbolLookup.libraryLookup(
          EngineFolder.find().resolve(System.mapLibraryName("torch_cpu")), Arena.global());

  // Each group is bound when it is first used: making a handle costs milliseconds, and a short
  // translation needs few of them.

  private static final class Reading {
    static final MethodHandle DATA_POINTER = bind("aoti_torch_get_data_ptr", JAVA_LONG, ADDRESS);
    static final MethodHandle STRIDES = bind("aoti_torch_get_strides", JAVA_LONG, ADDRESS);
  }

  private static final MethodHandle FROM_BLOB =
      bind(
          "aoti_torch_create_tensor_from_blob",
          ADDRESS,
          JAVA_LONG,
          ADDRESS,
          ADDRESS,
          JAVA_LONG,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          ADDRESS);
  private static final MethodHandle DELETE = bind("aoti_torch_delete_tensor_object", JAVA_LONG);
  private static final MethodHandle MM_OUT =
      bind("aoti_torch_mm_out", JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle ADDMM_OUT =
      bind(
          "aoti_torch_addmm_out",
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_FLOAT,
          JAVA_FLOAT);

  private static final class Batches {
    static final MethodHandle BMM_OUT = bind("aoti_torch_bmm_out", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final MethodHandle BADDBMM_OUT =
        bind(
            "aoti_torch_cpu_baddbmm_out",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_DOUBLE,
            JAVA_DOUBLE);
  }

  // Not part of the C ABI: C++ functions, found by their mangled names. The version is pinned.
  private static final class Settings {
    static final MethodHandle CONTEXT =
        bindPlain("_ZN2at13globalContextEv", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle MATMUL_PRECISION =
        bindPlain(
            "_ZN2at7Context25setFloat32MatmulPrecisionENS_22Float32MatmulPrecisionE",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    static final MethodHandle BFLOAT16_REDUCTION =
        bindPlain(
            "_ZN2at7Context27setAllowBF16ReductionCuBLASEb",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
  }

  private static final class Threads {
    static final MethodHandle SET =
        bindPlain("_ZN2at15set_num_threadsEi", FunctionDescriptor.ofVoid(JAVA_INT));
  }

  private TorchLibrary() {}

  static MethodHandle bind(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  static MethodHandle bindPlain(String name, FunctionDescriptor function) {
    return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), function);
  }

  /** Whether the library, as it was built, has a function. */
  static boolean has(String name) {
    return SYMBOLS.find(name).isPresent();
  }

  /** Loads the libraries, which takes about as long as starting the virtual machine. */
  static void load() {
    // The class is initialised by the call.
  }

  static void selfTest(String version) {
    if (!version.startsWith(TESTED_VERSION)) {
      throw new IllegalStateException(
          "libtorch "
              + version
              + " was loaded, but srupp is tested with "
              + TESTED_VERSION
              + "; unset PYTORCH_LIBRARY_PATH and PYTORCH_VERSION, or build srupp with matching artifacts");
    }
  }

  static MemorySegment dataPointer(long tensor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ADDRESS);
      check("aoti_torch_get_data_ptr", (int) Reading.DATA_POINTER.invokeExact(tensor, result));
      return result.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static long[] strides(long tensor, int dimensions) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ADDRESS);
      check("aoti_torch_get_strides", (int) Reading.STRIDES.invokeExact(tensor, result));
      return result
          .get(ADDRESS, 0)
          .reinterpret(dimensions * JAVA_LONG.byteSize())
          .toArray(JAVA_LONG);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /**
   * A tensor over given float32 memory, (rows, columns) with the given strides; the caller deletes
   * it.
   */
  static long matrix(
      MemorySegment data, long rows, long columns, long rowStride, long columnStride) {
    return tensor(data, FLOAT32, new long[] {rows, columns}, new long[] {rowStride, columnStride});
  }

  /** A tensor over given memory of this process; the caller deletes it. */
  static long tensor(MemorySegment data, int type, long[] sizes, long[] strides) {
    return tensor(data, type, sizes, strides, TorchPlace.HOST);
  }

  /** A tensor over given memory; the caller deletes it. */
  static long tensor(MemorySegment data, int type, long[] sizes, long[] strides, TorchPlace place) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocateFrom(JAVA_LONG, sizes);
      MemorySegment stride = arena.allocateFrom(JAVA_LONG, strides);
      MemorySegment result = arena.allocate(JAVA_LONG);
      long dimensions = sizes.length;
      check(
          "aoti_torch_create_tensor_from_blob",
          (int)
              FROM_BLOB.invokeExact(
                  MemorySegment.ofAddress(data.address()), // that of a card has no owner here
                  dimensions,
                  size,
                  stride,
                  0L,
                  type,
                  place.type(),
                  place.index(),
                  result));
      return result.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void delete(long tensor) {
    try {
      check("aoti_torch_delete_tensor_object", (int) DELETE.invokeExact(tensor));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void mm(long out, long a, long b) {
    try {
      check("aoti_torch_mm_out", (int) MM_OUT.invokeExact(out, a, b));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void addmm(long out, long bias, long a, long b) {
    try {
      check("aoti_torch_addmm_out", (int) ADDMM_OUT.invokeExact(out, bias, a, b, 1f, 1f));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void bmm(long out, long a, long b) {
    try {
      check("aoti_torch_bmm_out", (int) Batches.BMM_OUT.invokeExact(out, a, b));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void baddbmm(long out, long addend, long a, long b, double alpha) {
    try {
      check(
          "aoti_torch_cpu_baddbmm_out",
          (int) Batches.BADDBMM_OUT.invokeExact(out, addend, a, b, 1.0, alpha));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Sets at::Float32MatmulPrecision: 0 highest, 2 medium. */
  static void matmulPrecision(int precision) {
    try {
      Settings.MATMUL_PRECISION.invokeExact(
          (MemorySegment) Settings.CONTEXT.invokeExact(), precision);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Whether a card may add the parts of a product of bfloat16 in bfloat16, as it may at first. */
  static void bfloat16Reduction(boolean allowed) {
    try {
      Settings.BFLOAT16_REDUCTION.invokeExact(
          (MemorySegment) Settings.CONTEXT.invokeExact(), allowed);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Sets the number of threads within one operation, for the calling thread too. */
  static void threads(int threads) {
    try {
      Threads.SET.invokeExact(threads);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  static void check(String function, int code) {
    if (code != 0) {
      throw new TorchCallException(function, code);
    }
  }

  static RuntimeException propagate(Throwable e) {
    if (e instanceof RuntimeException) {
      return (RuntimeException) e;
    }
    if (e instanceof Error) {
      throw (Error) e;
    }
    return new IllegalStateException(e);
  }
}
