package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecipeTest {
  @Test
  void whatAFileLeavesOutIsTheDefault() {
    assertEquals(Recipe.defaults(), SectionTests.read("seed: 1\n"));
    assertEquals(Recipe.defaults(), SectionTests.read("# nothing\nmodel:\n#  hidden: 3\n"));
  }

  @Test
  void defaults() {
    Recipe recipe = Recipe.defaults();
    assertEquals("unnamed", recipe.name());
    assertEquals("", recipe.description());
    assertEquals(Recipe.Task.TRANSLATION, recipe.task());
    assertEquals(1, recipe.seed());
  }

  @Test
  void topLevelKeysAreRead() {
    Recipe recipe =
        SectionTests.read(
            "name: n\ndescription: d e\ntask: translation\nseed: 9223372036854775807");
    assertEquals("n", recipe.name());
    assertEquals("d e", recipe.description());
    assertEquals(Long.MAX_VALUE, recipe.seed());
  }

  @Test
  void constraintsAreReportedTogether() {
    SectionTests.assertMistakes(
        "name: ''\ndescription: \"a\\nb\"",
        "r.yaml, line 1: name must not be empty",
        "r.yaml, line 2: description must be one line, found 2");
  }
}
