package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
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

  private static final class Integers {
    static final MethodHandle MM_OUT =
        bind("aoti_torch_cpu__int_mm_out", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final MethodHandle CALL_DISPATCHER =
        bind("aoti_torch_call_dispatcher", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle PACKED =
        bind(
            "aoti_torch_cpu__qlinear_pointwise_tensor",
            JAVA_LONG, // x
            JAVA_LONG, // its scale
            JAVA_LONG, // its zero point
            JAVA_LONG, // packed weight
            JAVA_LONG, // its scales
            JAVA_LONG, // its zero points
            ADDRESS, // bias
            JAVA_DOUBLE, // scale of the result
            JAVA_LONG, // zero point of the result
            ADDRESS, // type of the result
            ADDRESS, // name of what follows
            ADDRESS, // its arguments
            JAVA_LONG, // their number
            ADDRESS, // its algorithm
            ADDRESS); // result
    static final Arena ARENA = Arena.global();
    static final MemorySegment TYPE = ARENA.allocateFrom(JAVA_INT, FLOAT32);
    static final MemorySegment NOTHING_FOLLOWS = ARENA.allocateFrom("none");
    static final MemorySegment EMPTY = ARENA.allocateFrom("");
  }

  // Of the library's own linear algebra (MKL), which only some builds contain.
  private static final class Bfloat16 {
    static final String NAME = "cblas_gemm_bf16bf16f32";
    static final MethodHandle PRODUCT =
        bindPlain(
            NAME,
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));
    static final int ROW_MAJOR = 101;
    static final int AS_IT_IS = 111;
    static final int TRANSPOSED = 112;
  }

  // Not part of the C ABI: C++ functions, found by their mangled names. The version is pinned.
  private static final class Settings {
    static final MethodHandle CONTEXT =
        bindPlain("_ZN2at13globalContextEv", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle MATMUL_PRECISION =
        bindPlain(
            "_ZN2at7Context25setFloat32MatmulPrecisionENS_22Float32MatmulPrecisionE",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
  }

  private static final class Threads {
    static final MethodHandle SET =
        bindPlain("_ZN2at15set_num_threadsEi", FunctionDescriptor.ofVoid(JAVA_INT));
  }

  private TorchLibrary() {}

  private static MethodHandle bind(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle bindPlain(String name, FunctionDescriptor function) {
    return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), function);
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

  /** A tensor over given memory; the caller deletes it. */
  static long tensor(MemorySegment data, int type, long[] sizes, long[] strides) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocateFrom(JAVA_LONG, sizes);
      MemorySegment stride = arena.allocateFrom(JAVA_LONG, strides);
      MemorySegment result = arena.allocate(JAVA_LONG);
      long dimensions = sizes.length;
      check(
          "aoti_torch_create_tensor_from_blob",
          (int) FROM_BLOB.invokeExact(data, dimensions, size, stride, 0L, type, 0, 0, result));
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

  /** out = a b of 8-bit integers, sums in int32. */
  static void integerProduct(long out, long a, long b) {
    try {
      check("aoti_torch_cpu__int_mm_out", (int) Integers.MM_OUT.invokeExact(out, a, b));
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /**
   * A copy of a weight, (outputs, inputs) 8-bit integers, in the library's order.
   *
   * @param weight deleted by this
   */
  static long packInteger(long weight) {
    try (Arena arena = Arena.ofConfined()) {
      // The weight, then a list of expected sizes of x that is not given; the first place returns.
      MemorySegment stack = arena.allocateFrom(JAVA_LONG, weight, 0L);
      check(
          "onednn::qlinear_prepack",
          (int)
              Integers.CALL_DISPATCHER.invokeExact(
                  arena.allocateFrom("onednn::qlinear_prepack"), arena.allocateFrom(""), stack));
      return stack.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Sums of products as float32, a new tensor. */
  static long packedProduct(long x, long scale, long zero, long packed, long scales, long zeros) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(JAVA_LONG);
      check(
          "aoti_torch_cpu__qlinear_pointwise_tensor",
          (int)
              Integers.PACKED.invokeExact(
                  x,
                  scale,
                  zero,
                  packed,
                  scales,
                  zeros,
                  MemorySegment.NULL,
                  1.0,
                  0L,
                  Integers.TYPE,
                  Integers.NOTHING_FOLLOWS,
                  MemorySegment.NULL,
                  0L,
                  Integers.EMPTY,
                  result));
      return result.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  /** Whether {@link #bfloat16Product} is there. */
  static boolean hasBfloat16Product() {
    return SYMBOLS.find(Bfloat16.NAME).isPresent();
  }

  /**
   * y = a bᵀ + beta y over bfloat16 factors.
   *
   * @param a (m, k)
   * @param b (n, k)
   * @param y (m, n) float32
   * @param width floats from the beginning of a row of y to that of the next
   */
  static void bfloat16Product(
      int m,
      int n,
      int k,
      MemorySegment a,
      MemorySegment b,
      float beta,
      MemorySegment y,
      int width) {
    try {
      Bfloat16.PRODUCT.invokeExact(
          Bfloat16.ROW_MAJOR,
          Bfloat16.AS_IT_IS,
          Bfloat16.TRANSPOSED,
          m,
          n,
          k,
          1f,
          a,
          k,
          b,
          k,
          beta,
          y,
          width);
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

  /** Sets the number of threads within one operation, for the calling thread too. */
  static void threads(int threads) {
    try {
      Threads.SET.invokeExact(threads);
    } catch (Throwable e) {
      throw propagate(e);
    }
  }

  private static void check(String function, int code) {
    if (code != 0) {
      throw new IllegalStateException(
          function
              + " of libtorch failed with code "
              + code
              + "; libtorch's own message is on standard error");
    }
  }

  private static RuntimeException propagate(Throwable e) {
    if (e instanceof RuntimeException) {
      return (RuntimeException) e;
    }
    if (e instanceof Error) {
      throw (Error) e;
    }
    return new IllegalStateException(e);
  }
}
