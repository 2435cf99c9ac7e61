package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.srupp.encdec.layers.CrossEntropy;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.RandomDropout;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.kernels.UpdateKernel;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.Optimizer;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.ParameterMemory;

/** A thousand training steps leave nothing behind in the process, but a model that can copy. */
@Tag("slow")
class FlatMemoryTest {
  private static final int WARM_UP = 200;
  private static final int STEPS = 1000;
  private static final int BATCH = 32;

  private static final SruppTranslationConfig CONFIG =
      new SruppTranslationConfig(
          19,
          19,
          24,
          64,
          32,
          2,
          2,
          Set.of(1, 2),
          Set.of(1, 2),
          1,
          true,
          Norm.POST,
          Norm.NONE,
          false,
          -2,
          DecoderStart.ZEROS,
          0.05,
          0,
          0);

  @Test
  @EnabledOnOs(OS.LINUX)
  void trainingKeepsTheProcessAtItsSizeAndLearnsToCopy() throws IOException {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(1)) {
      CopyTask task = new CopyTask(manager, pool);
      double first = task.train(20);
      task.train(WARM_UP - 20);
      long before = residentBytes();
      long heapBefore = heap().getUsed();
      task.train(STEPS - WARM_UP - 50);
      double last = task.train(50);
      long after = residentBytes();
      long heapAfter = heap().getUsed();
      assertTrue(after <= 1.05 * before, "resident before " + before + " bytes, after " + after);
      assertTrue(heapAfter <= 1.05 * heapBefore, "heap " + heapBefore + ", after " + heapAfter);
      // Guessing among 16 words is 2.8 nats; below 1 the source must have been read.
      assertTrue(first > 2 && last < 1, "nats a word at first " + first + ", at last " + last);
    }
  }

  /** What the process holds outside the Java heap, whose free part the collector sizes at will. */
  private static long residentBytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", "")) - heap().getCommitted();
      }
    }
    throw new IOException("/proc/self/status: no line VmRSS");
  }

  private static MemoryUsage heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
  }

  /** Repeat the source, word by word. */
  private static final class CopyTask {
    private final NDManager manager;
    private final WorkerPool pool;
    private final ParameterSet parameters;
    private final SruppTranslationModel model;
    private final Optimizer optimizer;
    private final Random random = new Random(1);

    CopyTask(NDManager manager, WorkerPool pool) {
      this.manager = manager;
      this.pool = pool;
      parameters =
          new ParameterSet(manager, SruppTranslationModel.specs(CONFIG), DataType.FLOAT32, 1);
      model =
          new SruppTranslationModel(
              CONFIG, parameters, TestKernels.vector(pool), TestModels.kernels(pool));
      OptimizerConfig adam =
          new OptimizerConfig(
              OptimizerConfig.Kind.ADAM, 0.9, 0.99, 1e-8, 0, OptimizerConfig.FirstSteps.MOMENTUM);
      UpdateKernel kernel = new VectorUpdate(pool);
      optimizer = Optimizer.of(adam, kernel, memory());
    }

    private List<ParameterMemory> memory() {
      return parameters.all().stream()
          .map(p -> new ParameterMemory(p.name(), p.shape().getShape(), p.memory(), p.gradient()))
          .toList();
    }

    /** Mean nats a word over so many steps. */
    double train(int steps) {
      double nats = 0;
      for (int i = 0; i < steps; i++) {
        // Keeps the collector from growing its heap, which is not what is measured.
        if (i % 50 == 0) {
          System.gc();
        }
        nats += step() / steps;
      }
      return nats;
    }

    private double step() {
      PairBatch drawn = TestModels.pairs(random, CONFIG, BATCH, 6);
      int[][] words = new int[BATCH][];
      for (int b = 0; b < BATCH; b++) {
        words[b] = random.ints(drawn.sources()[b].length, 4, 19).toArray();
      }
      PairBatch batch = new PairBatch(drawn.sentences(), words, words);
      parameters.zeroGradients();
      try (NDManager step = manager.newSubManager();
          Tape tape = Tape.recording()) {
        TranslationInputs inputs = TestModels.batcher(DataType.FLOAT32).tensors(step, batch);
        CrossEntropy loss =
            new CrossEntropy(
                new VectorCrossEntropy(pool), inputs.labels(), 0, 1.0 / inputs.predictions());
        NDArray logits =
            model.logits(tape, inputs, new RandomDropout(new VectorMask(pool), random.nextLong()));
        tape.backward(tape.apply(loss, List.of(logits)).get(0), 1);
        optimizer.update(memory(), 3e-3, 1);
        return loss.losses().totalNll() / inputs.predictions();
      }
    }
  }
}
