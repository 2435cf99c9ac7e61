package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void whereTestsRunTrainingWorks() {
    CommandRun run = CommandRun.of("doctor");
    assertEquals(0, run.code(), run.out() + run.err());
    assertEquals("", run.err());
    List<String> names = run.out().lines().map(line -> line.split(" ")[0]).distinct().toList();
    assertEquals(
        List.of(
            "JDK",
            "vectors",
            "cores",
            "memory",
            "libtorch",
            "training",
            "driver",
            "card",
            "NVRTC",
            "images",
            "CUDA"),
        names);
    assertTrue(run.out().endsWith("\nCUDA      libtorch for CUDA in /libtorch\n"), run.out());
    assertTrue(run.out().matches("(?s).*\nvectors   (128|256|512) bits, .*"), run.out());
    assertTrue(run.out().matches("(?s).*\nlibtorch  2\\.7\\.1\\S* from /.*"), run.out());
    assertTrue(run.out().contains("\ntraining  works on the processor: "), run.out());
    assertTrue(CommandRun.of("--help").out().contains("\n  doctor "));
  }
}
