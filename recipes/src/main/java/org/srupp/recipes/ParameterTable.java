package org.srupp.recipes;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Parameters as a table of name, shape and size.
 *
 * @param parameters in the order of the model file
 */
record ParameterTable(List<ParameterShape> parameters) {
  long count() {
    return parameters.stream().mapToLong(ParameterShape::size).sum();
  }

  void print(PrintWriter out) {
    int names = parameters.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    int shapes = parameters.stream().mapToInt(each -> shape(each).length()).max().orElse(0);
    for (ParameterShape each : parameters) {
      out.printf(
          Locale.ROOT,
          "  %-" + Math.max(1, names) + "s  %-" + Math.max(1, shapes) + "s  %,12d%n",
          each.name(),
          shape(each),
          each.size());
    }
    out.printf(Locale.ROOT, "%,d parameters%n", count());
  }

  private static String shape(ParameterShape parameter) {
    return parameter.shape().length == 0
        ? "scalar"
        : Arrays.stream(parameter.shape())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(" x "));
  }
}
