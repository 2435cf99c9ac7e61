package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceGradients;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cuda.ShimDevice;

class RepeatCheckTest {
  private static final RecurrenceSpec SMALL =
      RecurrenceSpec.languageModel(7, 3, 5, ElementType.FLOAT32);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void theSourceGivesTheSameBitsTwice(ElementType type) {
    Check check = new RepeatCheck(ShimDevice.large()).run(RepeatCheck.spec(type), 5);
    assertFalse(check.failed(), check::toString);
    assertEquals(0, check.error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradWeightC", "gradBias"})
  void oneOtherBitAtTheSecondTimeIsFound(String output) {
    Check check = new RepeatCheck(new HostMemory(), new Drifting(output, 2)).run(SMALL, 3);
    assertTrue(check.failed(), check::toString);
    assertEquals(output, check.worst());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatIsNotWrittenAtBothTimesIsFound(int runs) {
    Check check = new RepeatCheck(new HostMemory(), new Drifting("", runs)).run(SMALL, 3);
    assertTrue(check.failed(), check::toString);
  }

  /**
   * The twin for so many runs, nothing after them; but for a tiny number in one output, which grows
   * from run to run.
   */
  private static final class Drifting implements RecurrenceKernel {
    private final String output;
    private final int runs;
    private int run;

    Drifting(String output, int runs) {
      this.output = output;
      this.runs = runs;
    }

    @Override
    public void forward(RecurrenceProblem problem, RecurrenceArrays arrays) {
      new ReferenceRecurrence().forward(problem, arrays);
    }

    @Override
    public void backward(
        RecurrenceProblem problem, RecurrenceArrays arrays, RecurrenceGradients gradients) {
      if (run < runs) {
        new ReferenceRecurrence().backward(problem, arrays, gradients);
        drift("gradWeightC", gradients.gradWeightC());
        drift("gradBias", gradients.gradBias());
        run++;
      }
    }

    // Far below the limit of an error beside the largest number.
    private void drift(String name, MemorySegment array) {
      if (name.equals(output)) {
        array.setAtIndex(ValueLayout.JAVA_FLOAT, 1, run * 1e-20f);
      }
    }
  }
}
