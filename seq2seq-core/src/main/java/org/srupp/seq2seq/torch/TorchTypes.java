package org.srupp.seq2seq.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** libtorch's functions for the types of tensors, by its C ABI and by its dispatcher. */
final class TorchTypes {
  static final int BFLOAT16 = 15;

  private static final MethodHandle DTYPE =
      TorchLibrary.bind("aoti_torch_get_dtype", JAVA_LONG, ADDRESS);
  private static final MethodHandle NEW_HANDLE =
      TorchLibrary.bind("aoti_torch_new_tensor_handle", JAVA_LONG, ADDRESS);
  private static final MethodHandle CALL =
      TorchLibrary.bind("aoti_torch_call_dispatcher", ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle EMPTY =
      TorchLibrary.bind(
          "aoti_torch_empty_strided",
          JAVA_LONG,
          ADDRESS,
          ADDRESS,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          ADDRESS);

  private static final MemorySegment TO = Arena.global().allocateFrom("aten::to");
  private static final MemorySegment DTYPE_OVERLOAD = Arena.global().allocateFrom("dtype");

  private TorchTypes() {}

  /** The c10::ScalarType of a tensor. */
  static int of(long tensor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(JAVA_INT);
      TorchLibrary.check("aoti_torch_get_dtype", (int) DTYPE.invokeExact(tensor, result));
      return result.get(JAVA_INT, 0);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }

  /** {@code aten::to.dtype}; the caller deletes the result. */
  static long to(long tensor, int type) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(JAVA_LONG);
      TorchLibrary.check(
          "aoti_torch_new_tensor_handle", (int) NEW_HANDLE.invokeExact(tensor, handle));
      // The dispatcher takes the handle over. Behind the type: not non-blocking, no copy where
      // there is nothing to do, the memory format as it is.
      MemorySegment stack = arena.allocateFrom(JAVA_LONG, handle.get(JAVA_LONG, 0), type, 0, 0, 0);
      TorchLibrary.check(
          "aoti_torch_call_dispatcher", (int) CALL.invokeExact(TO, DTYPE_OVERLOAD, stack));
      return stack.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }

  /** A row-major tensor without first values; the caller deletes it. */
  static long empty(long[] sizes, int type, TorchPlace place) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(JAVA_LONG);
      long dimensions = sizes.length;
      TorchLibrary.check(
          "aoti_torch_empty_strided",
          (int)
              EMPTY.invokeExact(
                  dimensions,
                  arena.allocateFrom(JAVA_LONG, sizes),
                  arena.allocateFrom(JAVA_LONG, strides(sizes)),
                  type,
                  place.type(),
                  place.index(),
                  result));
      return result.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw TorchLibrary.propagate(e);
    }
  }

  private static long[] strides(long[] sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, sizes[i]);
    }
    return strides;
  }
}
