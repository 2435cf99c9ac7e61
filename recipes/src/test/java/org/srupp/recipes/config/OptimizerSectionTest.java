package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OptimizerSectionTest {
  @Test
  void defaults() {
    assertEquals(
        new OptimizerSection(
            OptimizerSection.Kind.RADAM, 0.9, 0.999, 1e-8, 0.1, OptimizerSection.Degenerate.SGD),
        Recipe.defaults().optimizer());
  }

  @Test
  void everyKeyIsRead() {
    SectionTests.assertFullMapping(
        "optimizer: {kind: adam, beta1: 0.8, beta2: .98, eps: 1e-9, weightDecay: 0, degenerate: skip}",
        Recipe::optimizer,
        new OptimizerSection(
            OptimizerSection.Kind.ADAM, 0.8, 0.98, 1e-9, 0, OptimizerSection.Degenerate.SKIP));
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        "optimizer: {beta1: 1, beta2: -0.5, eps: 0, weightDecay: -1}",
        "r.yaml, line 1: optimizer.beta1 must be in [0, 1), found 1.0",
        "r.yaml, line 1: optimizer.beta2 must be in [0, 1), found -0.5",
        "r.yaml, line 1: optimizer.eps must be above 0, found 0.0",
        "r.yaml, line 1: optimizer.weightDecay must be at least 0, found -1.0");
  }
}
