package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.UpdateMemory;
import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.FakeCards;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** How often a call launches, and that nobody waits for it. */
class LaunchesTest {
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final UpdateStep STEP =
      new UpdateStep(UpdateStep.Rule.MOMENTUM, 1, 1, 0, 1, 0.5, 0.5, 0);

  @TempDir Path cache;

  private final FakeCards cards = new FakeCards();
  private CudaDevice device;

  @BeforeEach
  void open() {
    device = cards.open(cache);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aRecurrenceIsOneLaunchForwardAndTwoBackwardAndNobodyWaits(Direction direction) {
    Recurrence recurrence = new Recurrence(problem(8, direction, ElementType.FLOAT32), device);
    CudaRecurrence kernel = new CudaRecurrence(device, () -> 0);
    kernel.forward(recurrence.problem, recurrence.arrays);
    assertEquals(1, cards.launches());
    kernel.backward(recurrence.problem, recurrence.arrays, recurrence.gradients);
    assertEquals(1 + 2, cards.launches());
    kernel.backward(recurrence.problem, recurrence.arrays, recurrence.gradients);
    assertEquals(1 + 2 + 2, cards.launches());
    assertEquals(0, cards.waits());
    assertEquals(0, cards.sent());
  }

  @Test
  void aRecurrenceLaunchesItsKernelsAndAsksForNothingElse() {
    RecordingDevice recording = new RecordingDevice(device.properties());
    Recurrence recurrence =
        new Recurrence(problem(8, Direction.BOTH, ElementType.BFLOAT16), recording);
    CudaRecurrence kernel = new CudaRecurrence(recording, () -> 0);
    kernel.forward(recurrence.problem, recurrence.arrays);
    kernel.backward(recurrence.problem, recurrence.arrays, recurrence.gradients);
    assertEquals(List.of("srupp_forward", "srupp_backward", "srupp_reduce"), recording.calls());
  }

  @ParameterizedTest(name = "D={0} {1} {2}: {3}")
  @CsvSource({
    "8,FORWARD,BFLOAT16,2",
    "8,BOTH,BFLOAT16,2",
    "7,FORWARD,BFLOAT16,1",
    "6,BOTH,BFLOAT16,1",
    "8,FORWARD,FLOAT32,1"
  })
  void aThreadTakesTwoUnitsOfBfloat16WhereTheyPair(
      int units, Direction direction, ElementType type, int expected) {
    RecordingDevice recording = new RecordingDevice(device.properties());
    Recurrence recurrence = new Recurrence(problem(units, direction, type), recording);
    CudaRecurrence kernel = new CudaRecurrence(recording, () -> 0);
    kernel.forward(recurrence.problem, recurrence.arrays);
    kernel.backward(recurrence.problem, recurrence.arrays, recurrence.gradients);
    assertEquals(1, recording.sources().size());
    recording
        .sources()
        .forEach(source -> assertTrue(source.options().contains("-DUNITS=" + expected)));
  }

  @ParameterizedTest(name = "{0} parameters: {1}")
  @CsvSource({"1,1", "103,1", "1000,1", "1001,2"})
  void anUpdateIsOneLaunchForAGroupOfParameters(int parameters, int launches) {
    List<UpdateMemory> memory = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      memory.add(new UpdateMemory(floats(), floats(), floats(), floats(), 3));
    }
    new CudaUpdate(device, () -> 0).update(memory, STEP);
    assertEquals(launches, cards.launches());
    assertEquals(0, cards.waits());
  }

  private MemorySegment floats() {
    return device.allocate(3L * Float.BYTES);
  }

  private static RecurrenceProblem problem(int units, Direction direction, ElementType type) {
    return new RecurrenceProblem(3, 2, units, direction, 4, true, 1, Activation.IDENTITY, type);
  }

  /** All that a k = 4 needs, and nothing optional. */
  private static final class Recurrence {
    private final RecurrenceProblem problem;
    private final RecurrenceArrays arrays;
    private final RecurrenceGradients gradients;

    Recurrence(RecurrenceProblem problem, KernelDevice device) {
      this.problem = problem;
      long rows = 6L * problem.units() * problem.type().bytes();
      long pairs = 2L * problem.units() * Float.BYTES;
      this.arrays =
          new RecurrenceArrays(
              device.allocate(4 * rows),
              NONE,
              device.allocate(pairs),
              device.allocate(pairs),
              NONE,
              NONE,
              NONE,
              NONE,
              device.allocate(rows),
              device.allocate(rows));
      this.gradients =
          new RecurrenceGradients(
              device.allocate(rows),
              NONE,
              device.allocate(4 * rows),
              NONE,
              device.allocate(pairs),
              device.allocate(pairs),
              NONE,
              NONE);
    }
  }
}
