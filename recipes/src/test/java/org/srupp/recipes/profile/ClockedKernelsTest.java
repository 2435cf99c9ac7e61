package org.srupp.recipes.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;

class ClockedKernelsTest {
  private static final int[] ROWS = {1, 0};
  private static final CrossEntropyProblem PROBLEM = new CrossEntropyProblem(1, 3, 0, 1);

  private final WorkClock clock = new WorkClock();
  private final TrainingKernels plain =
      new TrainingKernels(new ReferenceCrossEntropy(), new ReferenceMask(), new ReferenceUpdate());
  private final ClockedKernels all =
      new ClockedKernels(
          clock,
          new ReferenceRecurrence(),
          new ReferenceSoftmax(),
          new ReferenceResidual(),
          plain,
          DeviceMemory.HOST);
  private final TrainingKernels clocked = all.training();

  private static float[] losses(TrainingKernels kernels) {
    RowLosses losses = RowLosses.of(1);
    MemorySegment logits = MemorySegment.ofArray(new float[] {1, 2, 4});
    kernels.crossEntropy().loss(PROBLEM, logits, new int[] {1}, losses);
    return new float[] {(float) losses.totalNll()};
  }

  private static float[] mask(TrainingKernels kernels) {
    float[] mask = new float[9];
    kernels.masks().fill(MemorySegment.ofArray(mask), ElementType.FLOAT32, mask.length, 0.5, 7);
    return mask;
  }

  private static double squares(TrainingKernels kernels) {
    return kernels.updates().sumOfSquares(MemorySegment.ofArray(new double[] {3, 4}), 2);
  }

  @Test
  void resultsAreTheKernels() {
    assertArrayEquals(losses(plain), losses(clocked));
    assertArrayEquals(mask(plain), mask(clocked));
    assertEquals(25, squares(clocked));
  }

  @Test
  void timeCountsByKindWhileTheClockRuns() {
    losses(clocked);
    clock.start();
    losses(clocked);
    mask(clocked);
    squares(clocked);
    Map<WorkKind, Double> seconds = clock.stop();
    assertEquals(
        Set.of(WorkKind.EMBEDDING_AND_LOSS, WorkKind.ELEMENTWISE, WorkKind.OPTIMIZER),
        seconds.keySet());
    seconds.values().forEach(each -> assertTrue(each > 0));
  }

  @Test
  void rowsCountAsEmbeddingsAndOtherWritingAsElementwise() {
    DeviceMemory memory = all.memory();
    Map<Runnable, WorkKind> kinds = new LinkedHashMap<>();
    float[] values = {1, 2, 3, 4};
    RowMatrix from = rows(values);
    RowMatrix to = rows(new float[4]);
    kinds.put(() -> memory.copyRows(to, null, from, ROWS), WorkKind.EMBEDDING_AND_LOSS);
    kinds.put(() -> memory.addRows(to, ROWS, from, null), WorkKind.EMBEDDING_AND_LOSS);
    kinds.put(() -> memory.write(from.memory(), to.memory()), WorkKind.ELEMENTWISE);
    kinds.put(() -> memory.fill(to.memory(), host -> host.fill((byte) 0)), WorkKind.ELEMENTWISE);
    kinds.put(() -> memory.zero(to.memory()), WorkKind.ELEMENTWISE);
    kinds.forEach(
        (work, kind) -> {
          clock.start();
          work.run();
          assertEquals(Set.of(kind), clock.stop().keySet());
        });
    memory.copyRows(to, null, from, ROWS);
    memory.addRows(to, ROWS, from, null);
    assertArrayEquals(new float[] {6, 8, 2, 4}, to.memory().toArray(ValueLayout.JAVA_FLOAT));
  }

  private static RowMatrix rows(float[] values) {
    MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values);
    return new RowMatrix(memory, DataType.FLOAT32, 2);
  }

  @Test
  void nothingCountsBeforeAndEachStartBeginsAtZero() {
    losses(clocked);
    assertEquals(Map.of(), clock.stop());
    clock.start();
    losses(clocked);
    clock.start();
    assertEquals(Map.of(), clock.stop());
  }
}
