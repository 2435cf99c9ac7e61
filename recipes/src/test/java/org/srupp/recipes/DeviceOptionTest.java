package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOptionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train multi30k-de-en --out nowhere",
        "demo",
        "score --model nowhere",
        "generate --model nowhere",
        "evaluate --model nowhere",
        "bench train --models demo"
      })
  void everyCommandThatRunsAModelInTheEngineTakesADevice(String command) {
    CommandRun run = CommandRun.of((command + " --device gpu").split(" "));
    assertEquals(2, run.code(), run.err());
    assertTrue(
        run.err().contains("--device") && run.err().contains("found gpu, expected auto, cpu, cuda"),
        run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "cuda"})
  void translateStaysOnTheProcessor(String device) {
    CommandRun run = CommandRun.of("translate", "--model", "nowhere", "--device", device);
    assertEquals(2, run.code());
    assertTrue(run.err().contains("unknown option --device"), run.err());
  }
}
