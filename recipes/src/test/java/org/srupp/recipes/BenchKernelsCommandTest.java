package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchKernelsCommandTest {
  /** On a machine with cards too, for it has no thousand. */
  @Test
  void withoutTheCardThereIsOneSentence() {
    CommandRun run = CommandRun.of("bench", "kernels", "--device=cuda:999", "--seed=5");
    assertEquals(1, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("srupp: "), run.err());
    assertTrue(run.err().matches("(?s).*(NVIDIA driver|no such card).*"), run.err());
  }

  @Test
  void whatIsNoCardIsWrongUsage() {
    assertEquals(
        new CommandRun(
            2, "", "srupp: --device: found gpu, expected cpu, cuda or cuda:N, such as cuda:0\n"),
        CommandRun.of("bench", "kernels", "--device", "gpu"));
    for (String file : List.of("nowhere/x", ".")) {
      CommandRun run = CommandRun.of("bench", "kernels", "--device", "cuda:99", "--json", file);
      assertEquals(2, run.code());
      assertEquals(
          file.equals(".")
              ? "srupp: --json must name a file, found the folder .\n"
              : "srupp: --json: there is no folder for nowhere/x\n",
          run.err());
    }
    assertTrue(CommandRun.of("bench").out().contains("\n  kernels "));
  }
}
