package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScheduleSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new ScheduleSection(
            ScheduleSection.Kind.INVERSE_SQRT,
            1e-3,
            4000,
            0,
            ScheduleSection.WarmupNumerator.NEXT_STEP),
        Recipe.defaults().schedule());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        "schedule: {kind: cosine, learningRate: 3e-4, warmupSteps: 16, totalSteps: 400, warmupNumerator: step}",
        Recipe::schedule,
        new ScheduleSection(
            ScheduleSection.Kind.COSINE, 3e-4, 16, 400, ScheduleSection.WarmupNumerator.STEP));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        "schedule: {kind: noam, learningRate: 0, warmupSteps: 0, totalSteps: -1}",
        "r.yaml, line 1: schedule.learningRate must be above 0, found 0.0",
        "r.yaml, line 1: schedule.warmupSteps must be at least 1, found 0",
        "r.yaml, line 1: schedule.totalSteps must be at least 0, found -1");
    SectionTests.assertMistakes(
        "schedule:\n  kind: cosine\n  warmupSteps: -1\n  totalSteps: -1",
        "r.yaml, line 3: schedule.warmupSteps must be at least 0, found -1",
        "r.yaml, line 4: schedule.totalSteps must be above warmupSteps = -1, found -1");
  }
}
