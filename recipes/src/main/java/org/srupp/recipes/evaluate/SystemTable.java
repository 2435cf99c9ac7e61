package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.srupp.eval.Estimate;
import org.srupp.eval.PairedResult;
import org.srupp.eval.Signature;
import org.srupp.eval.text.PythonNumber;

/**
 * The scores of several systems under several metrics, with what a paired test found.
 *
 * @param systems their names
 * @param columns one for each metric
 */
record SystemTable(List<String> systems, List<Column> columns) {
  /** The heading of the first column. */
  static final String HEADING = "System";

  private static final double SIGNIFICANT = 0.05;

  /**
   * One metric's results.
   *
   * @param results one for each system
   */
  record Column(List<PairedResult> results) {
    String metric() {
      return results.get(0).score().name();
    }

    Signature signature() {
      return results.get(results.size() - 1).score().signature();
    }

    /** What stands above the column in text and LaTeX. */
    String heading() {
      return results.get(0).estimate().isPresent() ? metric() + " (μ ± 95% CI)" : metric();
    }
  }

  /** The lines of a cell: the score with its interval, then the p-value where there is one. */
  List<String> cell(int system, int column, int width) {
    PairedResult result = columns.get(column).results().get(system);
    List<String> lines = new ArrayList<>();
    String number = PythonNumber.fixed(result.score().score(), width);
    lines.add(result.estimate().map(found -> number + " " + interval(found, width)).orElse(number));
    result.pValue().map(SystemTable::chance).ifPresent(lines::add);
    return lines;
  }

  private static String interval(Estimate found, int width) {
    return "("
        + PythonNumber.fixed(found.mean(), width)
        + " ± "
        + PythonNumber.fixed(found.halfWidth(), width)
        + ")";
  }

  private static String chance(double pValue) {
    return "(p = " + PythonNumber.fixed(pValue, 4) + ")" + (pValue > SIGNIFICANT ? "" : "*");
  }
}
