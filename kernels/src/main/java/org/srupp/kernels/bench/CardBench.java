package org.srupp.kernels.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaMemoryException;

/** Checks and times the kernels of a card. */
final class CardBench {
  private static final List<Integer> UPDATE_SIZES = List.of(1_000_003, 1, 3, 65_537, 4_097);
  private static final int MASK_SIZE = 40_003;

  private final CudaDevice device;
  private final BenchPlan plan;
  private final List<String> notes = new ArrayList<>();

  CardBench(CudaDevice device, BenchPlan plan) {
    this.device = device;
    this.plan = plan;
  }

  BenchReport report(BenchRun run) {
    List<Check> checks = checks(run.seed());
    Timings timings = checks.stream().anyMatch(Check::failed) ? Timings.NONE : time();
    String driver = device.driverVersion() / 1000 + "." + device.driverVersion() % 1000 / 10;
    Subject subject = Subject.card(device.properties(), driver);
    return new BenchReport(run, subject, checks, timings, List.copyOf(notes));
  }

  private List<Check> checks(long seed) {
    List<Check> checks = new ArrayList<>();
    for (ElementType type : types()) {
      RecurrenceCheck recurrence = new RecurrenceCheck(device);
      RecurrenceCheck.specs(type).forEach(spec -> checks.add(recurrence.run(spec, seed)));
      // What has no memory with a few steps is not timed with many.
      for (RecurrenceSpec spec : RecurrenceCheck.shortened(plan.recurrences(), type)) {
        attempt("checked: recurrence " + spec.title(), () -> recurrence.run(spec, seed))
            .ifPresent(checks::add);
      }
      checks.add(new RepeatCheck(device).run(RepeatCheck.spec(type), seed));
      SoftmaxCheck softmax = new SoftmaxCheck(device);
      SoftmaxCheck.specs(type).forEach(spec -> checks.add(softmax.run(spec, seed)));
      ResidualCheck residual = new ResidualCheck(device);
      ResidualCheck.specs(type).forEach(spec -> checks.add(residual.run(spec, seed)));
      checks.add(new MaskCheck(device).run(MASK_SIZE, type, seed));
    }
    for (CrossEntropyProblem problem : CrossEntropyCheck.PROBLEMS) {
      checks.add(new CrossEntropyCheck(device).run(problem, seed));
    }
    checks.addAll(new RowsCheck(device).run(seed));
    checks.addAll(new UpdateBench(device).check(UPDATE_SIZES, seed));
    return checks;
  }

  private Timings time() {
    CardTimings card = new CardTimings(device, plan);
    Optional<Timing> copy = attempt("timed: copy", card::copy);
    List<Timing> kernels = new ArrayList<>();
    for (RecurrenceSpec spec : plan.recurrences()) {
      if (types().contains(spec.problem().type())) {
        attempt("timed: recurrence " + spec.title(), () -> card.recurrence(spec))
            .ifPresent(kernels::addAll);
      }
    }
    for (SoftmaxSpec spec : plan.softmaxes()) {
      if (types().contains(spec.problem().type())) {
        attempt("timed: softmax " + spec.title(), () -> card.softmax(spec))
            .ifPresent(kernels::addAll);
      }
    }
    for (ResidualSpec spec : plan.residuals()) {
      if (types().contains(spec.problem().type())) {
        attempt("timed: residual " + spec.title(), () -> card.residual(spec))
            .ifPresent(kernels::addAll);
      }
    }
    attempt("timed: update of " + plan.parameters(), card::update).ifPresent(kernels::add);
    return new Timings(copy, kernels);
  }

  // What there is no memory for costs nothing else its place in the report.
  private <T> Optional<T> attempt(String what, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (CudaMemoryException e) {
      notes.add("not " + what + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<ElementType> types() {
    return device.properties().hasBfloat16()
        ? List.of(ElementType.FLOAT32, ElementType.BFLOAT16)
        : List.of(ElementType.FLOAT32);
  }
}
