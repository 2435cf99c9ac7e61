package org.srupp.recipes.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.srupp.kernels.doctor.Finding;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeReader;

class EngineFindingsTest {
  @Test
  void whatKeepsModelsFromBeingBuiltIsTold() {
    var findings =
        new EngineFindings(
            new RecipeCatalog(new RecipeReader()),
            () -> {
              throw new IllegalStateException("injection", new RuntimeException("no kernels"));
            });
    assertEquals(
        Finding.problem(
            "training",
            "does not work on the processor (no kernels); do what the lines above say, or see where"
                + " it fails with srupp bench train --models shakespeare-bytes --debug"),
        findings.all().get(1));
  }
}
