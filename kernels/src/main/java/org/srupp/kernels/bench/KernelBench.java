package org.srupp.kernels.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaException;

/**
 * Checks the kernels of a card or of the processor against their twins and, if all agree, times
 * them.
 *
 * <p>{@code java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp
 * kernels.jar org.srupp.kernels.bench.KernelBench [--device cpu|cuda:N] [--json FILE] [--seed N]
 * [--commit HASH]}; the last is for the report, for a jar does not know of which commit it is.
 */
public final class KernelBench {
  /** All kernels agree with their twins. */
  public static final int DONE = 0;

  /** A kernel is wrong or the card cannot be used. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  private KernelBench() {}

  /** Ends the process with the result of {@link #run}. */
  public static void main(String[] args) {
    List<String> options = List.of(args);
    String command = KernelBench.class.getName() + " " + String.join(" ", options);
    System.exit(run(options, command.strip(), System.out::println, System.err::println));
  }

  /**
   * Runs the command line.
   *
   * @param args options
   * @param command as typed, for the report
   * @param out receives the tables, a line at a time
   * @param err receives one sentence if something fails
   * @return {@link #DONE}, {@link #FAILED} or {@link #USAGE}
   */
  public static int run(
      List<String> args, String command, Consumer<String> out, Consumer<String> err) {
    BenchOptions options;
    try {
      options = BenchOptions.parse(args);
      requireWritable(options.json());
    } catch (IllegalArgumentException e) {
      err.accept(e.getMessage());
      return USAGE;
    }
    try {
      BenchReport report = report(options, BenchRun.of(command, options));
      report.lines().forEach(out);
      return write(options, report, err) && !report.failed() ? DONE : FAILED;
    } catch (CudaException | IllegalStateException e) { // the latter without the vector module
      err.accept(e.getMessage());
      return FAILED;
    }
  }

  // The figures come after minutes, too late to say so.
  private static void requireWritable(String json) {
    if (json == null) {
      return;
    }
    Path file = Path.of(json);
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("--json must name a file, found the folder " + json);
    }
    if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException("--json: there is no folder for " + json);
    }
  }

  private static BenchReport report(BenchOptions options, BenchRun run) {
    return options.ordinal() == BenchOptions.CPU
        ? new HostBench(BenchPlan.processor()).report(run)
        : new CardBench(CudaDevice.open(options.ordinal()), BenchPlan.full()).report(run);
  }

  private static boolean write(BenchOptions options, BenchReport report, Consumer<String> err) {
    if (options.json() == null) {
      return true;
    }
    try {
      Files.writeString(Path.of(options.json()), new BenchJson(report).text());
      return true;
    } catch (IOException e) {
      err.accept("--json: cannot write " + options.json() + " (" + e + ")");
      return false;
    }
  }
}
