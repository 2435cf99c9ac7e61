package org.srupp.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class WarmUpCommandTest {
  @Test
  void itTranslatesAndIsNotListed() {
    assertEquals(new CommandRun(0, "", ""), CommandRun.of("warm-up"));
    assertFalse(CommandRun.of("--help").out().contains("warm-up"));
  }
}
