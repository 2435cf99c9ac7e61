package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cuda.ShimDevice;

class ResidualCheckTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void theSourceAgreesAtTheSizesOfTheBench(ElementType type) {
    for (ResidualSpec spec : ResidualCheck.specs(type)) {
      Check check = new ResidualCheck(ShimDevice.large()).run(spec, 5);
      assertTrue(!check.failed() && check.error() > 0, check::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"statistics", "result", "gradX", "gradBranch", "gradAlpha", "gradBeta"})
  void whatAKernelDoesNotWriteIsFound(String output) {
    Check check = check(new Broken(output, Float.NaN));
    assertTrue(check.failed());
    assertEquals(output, check.worst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"result", "gradX", "gradAlpha", "gradGamma"})
  void whatAKernelWritesWrongIsFound(String output) {
    Check check = check(new Broken(output, 4.5f));
    assertTrue(check.failed());
    assertEquals(output, check.worst());
  }

  @Test
  void theTwinAgreesWithItself() {
    assertEquals(0, check(new ReferenceResidual()).error());
  }

  @Test
  void bytesFollowFromTheSizes() {
    ResidualSpec recurrent = ResidualSpec.recurrent(5, 6, ElementType.BFLOAT16);
    assertEquals(4 * 5 * 6 * 2 + 5 * 2 * 4, recurrent.forwardBytes());
    assertEquals(6 * 5 * 6 * 2 + 5 * 2 * 4, recurrent.backwardBytes());
    ResidualSpec bare = ResidualSpec.bare(5, 6, ElementType.FLOAT32);
    assertEquals(2 * 5 * 6 * 4 + 5 * 2 * 4, bare.forwardBytes());
    assertEquals(3 * 5 * 6 * 4 + 5 * 2 * 4, bare.backwardBytes());
  }

  private static Check check(ResidualKernel kernel) {
    ResidualSpec spec = ResidualSpec.recurrent(7, 5, ElementType.FLOAT32);
    return new ResidualCheck(new HostMemory(), kernel).run(spec, 3);
  }

  /** The twin, but for the last number of one output. */
  private record Broken(String output, float last) implements ResidualKernel {
    private static final ResidualKernel TWIN = new ReferenceResidual();

    @Override
    public void forward(ResidualProblem problem, ResidualArrays arrays) {
      TWIN.forward(problem, arrays);
      breakLast("result", arrays.result());
    }

    @Override
    public void backward(
        ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients) {
      TWIN.backward(problem, arrays, gradients);
      breakLast("statistics", arrays.statistics());
      breakLast("gradX", gradients.x());
      breakLast("gradBranch", gradients.branch());
      breakLast("gradAlpha", gradients.alpha());
      breakLast("gradGamma", gradients.gamma());
      breakLast("gradBeta", gradients.beta());
    }

    private void breakLast(String name, MemorySegment array) {
      if (name.equals(output)) {
        array.setAtIndex(ValueLayout.JAVA_FLOAT, array.byteSize() / Float.BYTES - 1, last);
      }
    }
  }
}
