package org.srupp.recipes.authors;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of the matrices that make U, k to a unit: the authors' code keeps those of one unit
 * together, row unit * k + a for sub-matrix a; ours keeps those of one sub-matrix together, row a *
 * units + unit.
 */
final class GateRows {
  private static final Pattern LINEAR =
      Pattern.compile("(.*rnn_lst\\.\\d+)\\.transform_module\\.linear(\\d)\\.weight");

  private GateRows() {}

  /**
   * Finds the matrices among the tensors of a model: of each layer the linear map that comes last.
   *
   * @param shapes by name, at least those of layers
   * @return k by name
   */
  static Map<String, Integer> find(Map<String, long[]> shapes) {
    Map<String, String> last = new HashMap<>();
    for (String name : shapes.keySet()) {
      Matcher linear = LINEAR.matcher(name);
      if (linear.matches()) {
        last.merge(linear.group(1), name, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    last.forEach(
        (layer, name) -> {
          long units = shapes.get(layer + ".weight_c")[0] / 2;
          found.put(name, Math.toIntExact(shapes.get(name)[0] / units));
        });
    return found;
  }

  /** Copies rows from the authors' order into ours. */
  static void toOurs(MemorySegment theirs, MemorySegment ours, long rows, int k) {
    long bytes = theirs.byteSize() / rows;
    long units = rows / k;
    for (long unit = 0; unit < units; unit++) {
      for (int a = 0; a < k; a++) {
        MemorySegment.copy(theirs, (unit * k + a) * bytes, ours, (a * units + unit) * bytes, bytes);
      }
    }
  }

  /** Copies rows from our order into the authors'. */
  static void toTheirs(MemorySegment ours, MemorySegment theirs, long rows, int k) {
    long bytes = ours.byteSize() / rows;
    long units = rows / k;
    for (long unit = 0; unit < units; unit++) {
      for (int a = 0; a < k; a++) {
        MemorySegment.copy(ours, (a * units + unit) * bytes, theirs, (unit * k + a) * bytes, bytes);
      }
    }
  }
}
