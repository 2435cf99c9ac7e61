package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cuda.ShimDevice;

class SoftmaxCheckTest {
  @Test
  void theSourceAgreesAtTheSizesOfTheBench() {
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.BFLOAT16}) {
      for (SoftmaxSpec spec : SoftmaxCheck.specs(type)) {
        Check check = new SoftmaxCheck(ShimDevice.large()).run(spec, 5);
        assertTrue(!check.failed() && check.error() > 0, check::toString);
      }
    }
  }

  @Test
  void whatAKernelDoesNotWriteOrWritesWrongIsFound() {
    SoftmaxSpec spec = SoftmaxSpec.encoder(3, 2, 5, ElementType.FLOAT32);
    SoftmaxKernel right = new ReferenceSoftmax();
    assertEquals(0, new SoftmaxCheck(new HostMemory(), right).run(spec, 3).error());
    Check unwritten = new SoftmaxCheck(new HostMemory(), new Broken(right, true)).run(spec, 3);
    assertTrue(unwritten.failed());
    assertEquals("weights", unwritten.worst());
    Check wrong = new SoftmaxCheck(new HostMemory(), new Broken(right, false)).run(spec, 3);
    assertTrue(wrong.failed());
    assertEquals("gradient", wrong.worst());
  }

  @Test
  void bytesFollowFromTheSizes() {
    SoftmaxSpec model = SoftmaxSpec.languageModel(2, 3, 8, ElementType.BFLOAT16);
    assertEquals(4 * 2 * 3 * 8 * 2 + 3 * 8 * 4, model.forwardBytes());
    assertEquals(4 * 2 * 3 * 8 * 2, model.backwardBytes());
    SoftmaxSpec bare = SoftmaxSpec.bare(2, 3, 4, ElementType.FLOAT32);
    assertEquals(2 * 2 * 3 * 4 * 4 * 4, bare.forwardBytes());
    assertEquals(3 * 2 * 3 * 4 * 4 * 4, bare.backwardBytes());
  }

  /** Leaves out the last weight, or adds to the last gradient. */
  private record Broken(SoftmaxKernel right, boolean leavesOut) implements SoftmaxKernel {
    @Override
    public void forward(SoftmaxProblem problem, SoftmaxArrays arrays) {
      long last = arrays.weights().byteSize() / Float.BYTES - 1;
      float before = arrays.weights().getAtIndex(ValueLayout.JAVA_FLOAT, last);
      right.forward(problem, arrays);
      if (leavesOut) {
        arrays.weights().setAtIndex(ValueLayout.JAVA_FLOAT, last, before);
      }
    }

    @Override
    public void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
      right.backward(problem, arrays, gradient);
      if (!leavesOut) {
        long last = gradient.byteSize() / Float.BYTES - 1;
        float value = gradient.getAtIndex(ValueLayout.JAVA_FLOAT, last);
        gradient.setAtIndex(ValueLayout.JAVA_FLOAT, last, value + 0.1f);
      }
    }
  }
}
