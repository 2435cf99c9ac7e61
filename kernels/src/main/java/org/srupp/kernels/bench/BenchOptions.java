package org.srupp.kernels.bench;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The options of {@link KernelBench}.
 *
 * @param ordinal N of --device cuda:N, or {@link #CPU}
 * @param json file of --json, null if there is none
 * @param seed of --seed
 * @param commit of --commit
 */
record BenchOptions(int ordinal, String json, OptionalLong seed, String commit) {
  /** The processor instead of a card. */
  static final int CPU = -1;

  /** Without --commit. */
  static final String UNKNOWN = "unknown";

  /**
   * @throws IllegalArgumentException if an option is unknown or its value wrong
   */
  static BenchOptions parse(List<String> args) {
    int ordinal = 0;
    String json = null;
    OptionalLong seed = OptionalLong.empty();
    String commit = UNKNOWN;
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--device" -> ordinal = ordinal(value(option, rest));
        case "--json" -> json = value(option, rest);
        case "--seed" -> seed = OptionalLong.of(seed(value(option, rest)));
        case "--commit" -> commit = value(option, rest);
        default ->
            throw new IllegalArgumentException(
                "unknown option "
                    + option
                    + ", expected --device cpu, --device cuda:N, --json FILE, --seed N or --commit"
                    + " HASH");
      }
    }
    return new BenchOptions(ordinal, json, seed, commit);
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

  private static long seed(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--seed: found " + number + ", expected the number that a report says");
    }
  }
}
