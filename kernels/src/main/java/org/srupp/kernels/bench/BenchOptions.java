package org.srupp.kernels.bench;

import java.util.Iterator;
import java.util.List;

/**
 * The options of {@link KernelBench}.
 *
 * @param ordinal N of --device cuda:N, or {@link #CPU}
 * @param json file of --json, null if there is none
 */
record BenchOptions(int ordinal, String json) {
  /** The processor instead of a card. */
  static final int CPU = -1;

  /**
   * @throws IllegalArgumentException if an option is unknown or its value wrong
   */
  static BenchOptions parse(List<String> args) {
    int ordinal = 0;
    String json = null;
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--device" -> ordinal = ordinal(value(option, rest));
        case "--json" -> json = value(option, rest);
        default ->
            throw new IllegalArgumentException(
                "unknown option "
                    + option
                    + ", expected --device cpu, --device cuda:N or --json FILE");
      }
    }
    return new BenchOptions(ordinal, json);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int ordinal(String device) {
    if (device.equals("cpu")) {
      return CPU;
    }
    if (device.equals("cuda")) {
      return 0;
    }
    if (!device.matches("cuda:\\d{1,4}")) {
      throw new IllegalArgumentException(
          "--device: found " + device + ", expected cpu, cuda or cuda:N, such as cuda:0");
    }
    return Integer.parseInt(device.substring("cuda:".length()));
  }
}
