package org.srupp.kernels.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMemoryException;

/**
 * Checks the kernels of a card or of the processor against their twins and, if all agree, times
 * them.
 *
 * <p>{@code java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp
 * kernels.jar org.srupp.kernels.bench.KernelBench [--device cpu|cuda:N] [--json FILE]}
 */
public final class KernelBench {
  /** All kernels agree with their twins. */
  public static final int DONE = 0;

  /** A kernel is wrong or the card cannot be used. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  private static final List<Integer> UPDATE_SIZES = List.of(1_000_003, 1, 3, 65_537, 4_097);
  private static final int MASK_SIZE = 40_003;

  private KernelBench() {}

  /** Ends the process with the result of {@link #run}. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out::println, System.err::println));
  }

  /**
   * Runs the command line.
   *
   * @param args options
   * @param out receives the tables, a line at a time
   * @param err receives one sentence if something fails
   * @return {@link #DONE}, {@link #FAILED} or {@link #USAGE}
   */
  public static int run(List<String> args, Consumer<String> out, Consumer<String> err) {
    BenchOptions options;
    try {
      options = BenchOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.accept(e.getMessage());
      return USAGE;
    }
    try {
      BenchReport report =
          options.ordinal() == BenchOptions.CPU
              ? new HostBench(BenchPlan.processor()).report()
              : report(CudaDevice.open(options.ordinal()), BenchPlan.full());
      report.lines().forEach(out);
      return write(options, report, err) && !report.failed() ? DONE : FAILED;
    } catch (CudaException | IllegalStateException e) { // the latter without the vector module
      err.accept(e.getMessage());
      return FAILED;
    }
  }

  private static boolean write(BenchOptions options, BenchReport report, Consumer<String> err) {
    if (options.json() == null) {
      return true;
    }
    try {
      Files.writeString(Path.of(options.json()), report.json());
      return true;
    } catch (IOException e) {
      err.accept("--json: cannot write " + options.json() + " (" + e + ")");
      return false;
    }
  }

  static BenchReport report(CudaDevice device, BenchPlan plan) {
    List<Check> checks = checks(device, plan.recurrences());
    List<Timing> timings = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (checks.stream().noneMatch(Check::failed)) {
      time(new CardTimings(device, plan), plan, device, timings, notes);
    }
    String driver = device.driverVersion() / 1000 + "." + device.driverVersion() % 1000 / 10;
    return new BenchReport(Subject.card(device.properties(), driver), checks, timings, notes);
  }

  private static List<Check> checks(CudaDevice device, List<RecurrenceSpec> timed) {
    // Fresh at each run: a kernel cannot have been made to fit.
    long seed = new SecureRandom().nextLong();
    List<Check> checks = new ArrayList<>();
    for (ElementType type : types(device)) {
      for (RecurrenceSpec spec : RecurrenceCheck.specs(type)) {
        checks.add(new RecurrenceCheck(device).run(spec, seed));
      }
      for (RecurrenceSpec spec : RecurrenceCheck.shortened(timed, type)) {
        checks.add(new RecurrenceCheck(device).run(spec, seed));
      }
      checks.add(new RepeatCheck(device).run(RepeatCheck.spec(type), seed));
      for (SoftmaxSpec spec : SoftmaxCheck.specs(type)) {
        checks.add(new SoftmaxCheck(device).run(spec, seed));
      }
      for (ResidualSpec spec : ResidualCheck.specs(type)) {
        checks.add(new ResidualCheck(device).run(spec, seed));
      }
      checks.add(new MaskCheck(device).run(MASK_SIZE, type, seed));
    }
    for (CrossEntropyProblem problem : CrossEntropyCheck.PROBLEMS) {
      checks.add(new CrossEntropyCheck(device).run(problem, seed));
    }
    checks.addAll(new RowsCheck(device).run(seed));
    checks.addAll(new UpdateBench(device).check(UPDATE_SIZES, seed));
    return checks;
  }

  private static void time(
      CardTimings card,
      BenchPlan plan,
      CudaDevice device,
      List<Timing> timings,
      List<String> notes) {
    timings.add(card.copy());
    for (RecurrenceSpec spec : plan.recurrences()) {
      if (types(device).contains(spec.problem().type())) {
        attempt(() -> timings.addAll(card.recurrence(spec)), notes);
      }
    }
    for (SoftmaxSpec spec : plan.softmaxes()) {
      if (types(device).contains(spec.problem().type())) {
        attempt(() -> timings.addAll(card.softmax(spec)), notes);
      }
    }
    for (ResidualSpec spec : plan.residuals()) {
      if (types(device).contains(spec.problem().type())) {
        attempt(() -> timings.addAll(card.residual(spec)), notes);
      }
    }
    attempt(() -> timings.add(card.update()), notes);
  }

  private static void attempt(Runnable work, List<String> notes) {
    try {
      work.run();
    } catch (CudaMemoryException e) {
      notes.add("not timed: " + e.getMessage());
    }
  }

  private static List<ElementType> types(CudaDevice device) {
    return device.properties().hasBfloat16()
        ? List.of(ElementType.FLOAT32, ElementType.BFLOAT16)
        : List.of(ElementType.FLOAT32);
  }
}
