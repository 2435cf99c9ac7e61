package org.srupp.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.WorkerPool;

/**
 * Milliseconds of one recurrence as a language-model layer runs it: L 256, B 8, D 1024, k 3 with
 * skip, carried state. Run: {@code mvn -Pbench -pl kernels -am clean verify -DskipTests}. The same
 * in C: {@code bench/recurrence.c}; run both in turn, for machines drift.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecurrenceBenchmark {
  private static final int LENGTH = 256;
  private static final int BATCH = 8;
  private static final int UNITS = 1024;
  // As OMP_WAIT_POLICY=active of the C twin: its threads never park between two calls.
  private static final long SPIN_NANOS = 20_000_000;

  @Param({"1", "2"})
  public int threads;

  private Arena arena;
  private WorkerPool pool;
  private RecurrenceKernel kernel;
  private RecurrenceProblem problem;
  private RecurrenceArrays arrays;
  private RecurrenceGradients gradients;

  @Setup
  public void allocate() {
    arena = Arena.ofShared();
    pool = new WorkerPool(threads, SPIN_NANOS);
    kernel = new VectorRecurrence(pool);
    problem =
        new RecurrenceProblem(
            LENGTH,
            BATCH,
            UNITS,
            Direction.FORWARD,
            3,
            true,
            1,
            Activation.IDENTITY,
            ElementType.FLOAT32);
    int states = BATCH * UNITS;
    int rows = LENGTH * states;
    MemorySegment none = MemorySegment.NULL;
    arrays =
        new RecurrenceArrays(
            filled(3 * rows),
            filled(rows),
            filled(2 * UNITS),
            filled(2 * UNITS),
            filled(states),
            none,
            none,
            none,
            filled(rows),
            filled(rows));
    gradients =
        new RecurrenceGradients(
            filled(rows),
            none,
            filled(3 * rows),
            filled(rows),
            filled(2 * UNITS),
            filled(2 * UNITS),
            filled(states),
            none);
    // Backward reads gates and states that forward left.
    kernel.forward(problem, arrays);
  }

  private MemorySegment filled(int size) {
    SplittableRandom random = new SplittableRandom(size);
    MemorySegment segment = arena.allocate(4L * size, 64);
    for (int i = 0; i < size; i++) {
      segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
    }
    return segment;
  }

  @TearDown
  public void free() {
    pool.close();
    arena.close();
  }

  @Benchmark
  public void forward() {
    kernel.forward(problem, arrays);
  }

  @Benchmark
  public void backward() {
    kernel.backward(problem, arrays, gradients);
  }
}
