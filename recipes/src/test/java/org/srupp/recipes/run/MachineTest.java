package org.srupp.recipes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
  @TempDir Path folder;

  /** Started in a virtual machine of its own. */
  static final class Says {
    public static void main(String[] arguments) {
      System.out.println(Machine.here().memoryBytes() > 1 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.base", "java.base,java.management"})
  void aSlimRuntimeTellsTheMemoryToo(String modules) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                java, "-Xmx64m", "--limit-modules=" + modules, "-cp", classes, Says.class.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("true", out.strip());
  }

  @Test
  void theSystemsOwnFileIsRead() throws IOException {
    Path info = folder.resolve("meminfo");
    Files.writeString(info, "MemFree:  1 kB\nMemTotal:       24689764 kB\n");
    assertEquals(24_689_764L * 1024, Machine.memory(info));
    assertEquals(0, Machine.memory(folder.resolve("none")));
  }
}
