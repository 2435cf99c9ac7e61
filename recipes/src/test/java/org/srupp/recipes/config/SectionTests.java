package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;

/** The three questions that each section's test asks. */
final class SectionTests {
  private SectionTests() {}

  /**
   * Reads the mapping and requires it to equal {@code expected}, which differs from the default in
   * every component.
   */
  static <T extends Record> void assertFullMapping(
      String yaml, Function<Recipe, T> section, T expected) {
    T defaults = section.apply(Recipe.defaults());
    for (var component : defaults.getClass().getRecordComponents()) {
      assertNotEquals(
          Components.get(defaults, component),
          Components.get(expected, component),
          component.getName() + " must differ from its default, or the test does not see it read");
    }
    assertEquals(expected, section.apply(read(yaml)));
  }

  static void assertMistakes(String yaml, String... mistakes) {
    assertEquals(List.of(mistakes), mistakes(yaml));
  }

  static List<String> mistakes(String yaml, String... overrides) {
    return assertThrows(
            RecipeException.class,
            () -> new RecipeReader().read("r.yaml", yaml, List.of(overrides)))
        .mistakes();
  }

  static Recipe read(String yaml, String... overrides) {
    return (Recipe) new RecipeReader().read("r.yaml", yaml, List.of(overrides));
  }
}
