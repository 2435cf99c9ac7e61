package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** What is checked on cards alone, with the sources run by the processor. */
class CardChecksTest {
  private final KernelDevice device = ShimDevice.large();

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void masksHaveTheBitsOfTheTwin(ElementType type) {
    assertEquals(0, new MaskCheck(device).run(4_003, type, 5).error());
  }

  @Test
  void rowsHaveTheBitsOfPlainLoops() {
    List<Check> checks = new RowsCheck(device).run(5);
    assertEquals(2, checks.size());
    checks.forEach(check -> assertEquals(0, check.error(), check::toString));
  }

  @Test
  void lossesAgreeWithTheTwin() {
    for (CrossEntropyProblem problem : CrossEntropyCheck.PROBLEMS) {
      Check check = new CrossEntropyCheck(device).run(problem, 5);
      assertTrue(!check.failed() && check.error() > 0, check::toString);
    }
  }

  @Test
  void theWorstIsTheLargestErrorOrTheFirstThatIsNoNumber() {
    Check small = new Check("", "a", 1e-7, 1);
    Check large = new Check("", "b", 1e-3, 1);
    Check nan = new Check("", "c", Double.NaN, 1);
    assertEquals(large, Check.worst(List.of(small, large, small)));
    assertEquals(nan, Check.worst(List.of(large, nan, small, large)));
  }
}
