package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.srupp.seq2seq.torch.TorchEngine;

/** Reading on, training on and generating on leave the process at its size. */
@Tag("slow")
class FlatEvaluationTest {
  private static final int STREAMS = 2;
  private static final int LENGTH = 32;

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryDoesNotGrowWithTheText() throws IOException {
    LanguageModelConfig config = TestLanguageModels.variants().get(1).config();
    try (NDManager manager = TorchEngine.start(1)) {
      LanguageModel model = TestLanguageModels.model(manager, config);
      try (LanguageModelTrainable training = new LanguageModelTrainable(manager, model, LENGTH);
          LanguageModelEvaluator wide = new LanguageModelEvaluator(manager, model, 3 * LENGTH);
          LanguageModelSteps steps = model.steps(STREAMS, LENGTH)) {
        run(training, wide, steps, 0, 300);
        long before = residentBytes();
        run(training, wide, steps, 300, 1500);
        long after = residentBytes();
        assertTrue(after <= 1.05 * before, "resident before " + before + ", after " + after);
      }
    }
  }

  private static void run(
      LanguageModelTrainable training,
      LanguageModelEvaluator wide,
      LanguageModelSteps steps,
      int from,
      int to) {
    int[] tokens = TestLanguageModels.tokens(to * LENGTH, STREAMS, 1);
    for (int i = from; i < to; i++) {
      var chunk = TestLanguageModels.chunk(tokens, STREAMS, i * LENGTH, (i + 1) * LENGTH);
      training.accumulate(chunk, 1e-3, i);
      training.zeroGradients();
      training.evaluate(chunk);
      wide.evaluate(chunk);
      steps.step(new int[] {chunk.inputs()[0], chunk.inputs()[1]});
    }
  }

  /** What the process holds outside the Java heap, whose free part the collector sizes at will. */
  private static long residentBytes() throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", "")) - heap;
      }
    }
    throw new IOException("/proc/self/status: no line VmRSS");
  }
}
