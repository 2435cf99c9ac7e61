package org.srupp.kernels.cuda;

import java.util.Map;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;

/**
 * What {@code residual.cu} is compiled for; the names are those of its macros.
 *
 * @param bfloat16 whether rows and their gradients lie in memory as bfloat16, otherwise float32
 * @param units neighbouring columns that a thread reads at once, 1 or 2
 * @param branch whether anything is added
 * @param kept whether dropout multiplies the result
 * @param keptBranch whether dropout multiplies the branch
 */
record ResidualOptions(
    boolean bfloat16, int units, boolean branch, boolean kept, boolean keptBranch) {

  static ResidualOptions of(ResidualCall call) {
    ResidualProblem problem = call.problem();
    ResidualArrays arrays = call.arrays();
    boolean bfloat16 = problem.type() == ElementType.BFLOAT16;
    boolean pairs = bfloat16 && problem.size() % 2 == 0 && call.pairsAligned();
    boolean onBranch = problem.dropped() == Dropped.BRANCH;
    return new ResidualOptions(
        bfloat16,
        pairs ? 2 : 1,
        arrays.hasBranch(),
        arrays.hasDropout() && !onBranch,
        arrays.hasDropout() && onBranch && arrays.hasBranch());
  }

  Map<String, Integer> defines() {
    return Map.of(
        "BFLOAT16", bit(bfloat16),
        "UNITS", units,
        "BRANCH", bit(branch),
        "KEPT", bit(kept),
        "KEPT_BRANCH", bit(keptBranch));
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
