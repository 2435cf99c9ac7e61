package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of {@link TorchLibrary} on 8-bit integers, bound when one is first used. */
final class TorchIntegers {
  private static final MethodHandle MM_OUT =
      TorchLibrary.bind("aoti_torch_cpu__int_mm_out", JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CALL_DISPATCHER =
      TorchLibrary.bind("aoti_torch_call_dispatcher", ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle PACKED =
      TorchLibrary.bind(
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
  private static final Arena ARENA = Arena.global();
  private static final MemorySegment TYPE = ARENA.allocateFrom(JAVA_INT, TorchLibrary.FLOAT32);
  private static final MemorySegment NOTHING_FOLLOWS = ARENA.allocateFrom("none");
  private static final MemorySegment EMPTY = ARENA.allocateFrom("");

  private TorchIntegers() {}

  /** out = a b of 8-bit integers, sums in int32. */
  static void product(long out, long a, long b) {
    try {
      TorchLibrary.check("aoti_torch_cpu__int_mm_out", (int) MM_OUT.invokeExact(out, a, b));
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }

  /**
   * A copy of a weight, (outputs, inputs) 8-bit integers, in the library's order.
   *
   * @param weight deleted by this
   */
  static long pack(long weight) {
    try (Arena arena = Arena.ofConfined()) {
      // The weight, then a list of expected sizes of x that is not given; the first place returns.
      MemorySegment stack = arena.allocateFrom(JAVA_LONG, weight, 0L);
      TorchLibrary.check(
          "onednn::qlinear_prepack",
          (int)
              CALL_DISPATCHER.invokeExact(
                  arena.allocateFrom("onednn::qlinear_prepack"), arena.allocateFrom(""), stack));
      return stack.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }

  /**
   * y = x Wᵀ of 8-bit integers, as float32.
   *
   * @param packed W as {@link #pack} returned it
   * @return a new tensor, (rows, outputs), which the caller deletes
   */
  static long packedProduct(long x, long scale, long zero, long packed, long scales, long zeros) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(JAVA_LONG);
      TorchLibrary.check(
          "aoti_torch_cpu__qlinear_pointwise_tensor",
          (int)
              PACKED.invokeExact(
                  x,
                  scale,
                  zero,
                  packed,
                  scales,
                  zeros,
                  MemorySegment.NULL,
                  1.0,
                  0L,
                  TYPE,
                  NOTHING_FOLLOWS,
                  MemorySegment.NULL,
                  0L,
                  EMPTY,
                  result));
      return result.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }
}
