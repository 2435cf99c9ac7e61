package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/** What the processor must find that runs kernels in place of a card. */
class ShimImageTest {
  private static final KernelSource SOURCE =
      new KernelSource(
          "exchange.cu",
          """
          struct Exchange {
            float* values;
          };
          extern "C" __global__ void opposite(const Exchange a) {
            float* own = a.values + blockIdx.x * blockDim.x + threadIdx.x;
            float first = __shfl_xor_sync(0xffffffffu, *own, 31);
            *own = 100.0f * __shfl_xor_sync(0xffffffffu, first, 1) + first;
          }
          extern "C" __global__ void one_ends(const Exchange a) {
            if (threadIdx.x != 39) {
              a.values[threadIdx.x] = __shfl_xor_sync(0xffffffffu, 1.0f, 2);
            }
          }
          extern "C" __global__ void one_more(const Exchange a) {
            a.values[threadIdx.x] = __shfl_xor_sync(0xffffffffu, 1.0f, 2);
            if (threadIdx.x == 5) {
              a.values[threadIdx.x] = __shfl_xor_sync(0xffffffffu, 1.0f, 4);
            }
          }
          extern "C" __global__ void not_all(const Exchange a) {
            a.values[threadIdx.x] = __shfl_xor_sync(0x0000ffffu, 1.0f, 2);
          }
          extern "C" __global__ void plain(const Exchange a) {
            a.values[threadIdx.x] = 1.0f;
          }
          """,
          Map.of());

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment values = arena.allocate(ValueLayout.JAVA_FLOAT, 3 * 64);

  @Test
  void lanesExchangeValuesWithinTheirWarp() {
    for (int i = 0; i < 3 * 64; i++) {
      values.setAtIndex(ValueLayout.JAVA_FLOAT, i, i);
    }
    launch("opposite", values);
    for (int i = 0; i < 3 * 64; i++) {
      float expected = 100 * (i ^ 30) + (i ^ 31);
      assertEquals(expected, values.getAtIndex(ValueLayout.JAVA_FLOAT, i), "thread " + i);
    }
  }

  @Test
  void lanesThatDoNotMeetAreAFault() {
    String meaning = " (0: has ended, -1: not of all lanes)";
    assertFault("block 0: lane 7 waits at an exchange over 0, lane 0 over 2" + meaning, "one_ends");
    assertFault("block 0: lane 5 waits at an exchange over 4, lane 0 over 0" + meaning, "one_more");
    assertFault(
        "block 0: lane 0 waits at an exchange over -1, lane 0 over -1" + meaning, "not_all");
  }

  @Test
  void anAddressThatTheTypeCannotHaveIsAFault() {
    launch("plain", values);
    AssertionError error =
        assertThrows(AssertionError.class, () -> launch("plain", values.asSlice(2)));
    String expected = "plain: .*exchange.cu:24: misaligned address 0x.*[26ae]";
    assertTrue(error.getMessage().matches(expected), error.getMessage());
  }

  private void assertFault(String expected, String kernel) {
    String message = assertThrows(AssertionError.class, () -> launch(kernel, values)).getMessage();
    assertEquals(kernel + ": " + expected, message);
  }

  private void launch(String kernel, MemorySegment on) {
    MemorySegment arguments = arena.allocateFrom(ValueLayout.ADDRESS, on);
    ShimDevice.large().image(SOURCE).launch(kernel, new LaunchGeometry(3, 64), arguments, 0);
  }
}
