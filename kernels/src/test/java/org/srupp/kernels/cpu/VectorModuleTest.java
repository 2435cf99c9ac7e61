package org.srupp.kernels.cpu;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VectorModuleTest {
  private static final String MESSAGE =
      "java.lang.IllegalStateException: JVM options: found no module jdk.incubator.vector, which the VECTOR kernels need; "
          + "start Java with --add-modules jdk.incubator.vector";

  /** Started in a JVM of its own, without the module. */
  static final class NeedsLanes {
    public static void main(String[] arguments) {
      if (VectorModule.bits().isPresent()) {
        throw new IllegalStateException("bits without the module");
      }
      new VectorRecurrence(new WorkerPool(1));
    }
  }

  @Test
  void withTheModuleNothingHappens() {
    assertDoesNotThrow(VectorModule::require);
    assertEquals(VectorWidth.floats().vectorBitSize(), VectorModule.bits().orElseThrow());
  }

  @Test
  void withoutTheModuleTheFlagIsNamed() throws Exception {
    assertTrue(failureOf(NeedsLanes.class).contains(MESSAGE));
  }

  private static String failureOf(Class<?> main) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-Xmx64m", "-cp", System.getProperty("java.class.path"), main.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertNotEquals(0, process.exitValue(), output);
    assertEquals(-1, output.indexOf("NoClassDefFoundError"), output);
    return output;
  }
}
