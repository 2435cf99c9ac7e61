package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrainSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new TrainSection(
            0,
            50,
            0,
            5.0,
            0.0,
            1000,
            5,
            0,
            TrainSection.Selection.LOSS,
            0,
            50,
            TrainSection.Precision.FLOAT32),
        Recipe.defaults().train());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        """
        train:
          maxUpdates: 1
          maxEpochs: 2
          maxMinutes: 3
          clipNorm: 0.25
          labelSmoothing: 0.1
          validateEvery: 6
          keep: 9
          patience: 7
          selection: bleu
          averageLast: 8
          logEvery: 10
          precision: auto
        """,
        Recipe::train,
        new TrainSection(
            1,
            2,
            3,
            0.25,
            0.1,
            6,
            9,
            7,
            TrainSection.Selection.BLEU,
            8,
            10,
            TrainSection.Precision.AUTO));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        """
        train:
          maxUpdates: -1
          maxEpochs: -2
          maxMinutes: -3
          clipNorm: -1
          labelSmoothing: 1
          validateEvery: 0
          keep: 0
          patience: -1
          averageLast: 1
          logEvery: 0
        """,
        "r.yaml, line 2: train.maxUpdates must be at least 0, found -1",
        "r.yaml, line 3: train.maxEpochs must be at least 0, found -2",
        "r.yaml, line 4: train.maxMinutes must be at least 0, found -3",
        "r.yaml, line 5: train.clipNorm must be at least 0, found -1.0",
        "r.yaml, line 6: train.labelSmoothing must be in [0, 1), found 1.0",
        "r.yaml, line 7: train.validateEvery must be at least 1, found 0",
        "r.yaml, line 8: train.keep must be at least 1, found 0",
        "r.yaml, line 9: train.patience must be at least 0, found -1",
        "r.yaml, line 10: train.averageLast must be in [0, keep = 0], found 1",
        "r.yaml, line 11: train.logEvery must be at least 1, found 0");
  }

  @Test
  void runsWithoutAnEndAreRefused() {
    SectionTests.assertMistakes(
        "train: {maxEpochs: 0}",
        "r.yaml, line 1: train.maxUpdates, maxEpochs, maxMinutes or patience must be set, or the run has no end");
  }
}
