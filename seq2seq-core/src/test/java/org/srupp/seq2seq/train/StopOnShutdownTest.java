package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopOnShutdownTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Runs in a JVM of its own until it is told to stop, then takes its time to write a file. */
  static final class Child {
    public static void main(String[] args) throws IOException, InterruptedException {
      StopSignal signal = new StopSignal();
      try (StopOnShutdown guard = new StopOnShutdown(signal, MINUTE)) {
        Files.writeString(Path.of(args[0]), "started");
        while (!signal.requested()) {
          Thread.sleep(10);
        }
        Thread.sleep(300);
        Files.writeString(Path.of(args[1]), "stopped");
      }
    }
  }

  @Test
  void sigtermWaitsForTheCheckpoint(@TempDir Path folder) throws Exception {
    Path started = folder.resolve("started");
    Path stopped = folder.resolve("stopped");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                started.toString(),
                stopped.toString())
            .inheritIO()
            .start();
    try {
      for (int i = 0; i < 3000 && !Files.exists(started); i++) {
        Thread.sleep(10);
      }
      child.destroy();
      assertTrue(child.waitFor(30, TimeUnit.SECONDS));
      assertEquals("stopped", Files.readString(stopped));
      assertEquals(143, child.exitValue()); // 128 + SIGTERM
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void closingLeavesNothingBehind() {
    StopSignal signal = new StopSignal();
    StopOnShutdown guard = new StopOnShutdown(signal, MINUTE);
    guard.close();
    guard.close();
    assertFalse(signal.requested());
  }
}
