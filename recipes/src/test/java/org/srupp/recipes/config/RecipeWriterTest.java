package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecipeWriterTest {
  @Test
  void defaultsAreWrittenOut() {
    String yaml = new RecipeWriter().write(Recipe.defaults(), List.of("resolved", "two\nlines"));
    assertTrue(yaml.startsWith("# resolved\n# two lines\nname: \"unnamed\"\n"), yaml);
    assertTrue(yaml.contains("\n  learningRate: 0.001\n"), yaml);
    assertTrue(yaml.contains("\n  eps: 1.0e-8\n"), yaml);
    assertTrue(yaml.contains("\n  kind: inverseSqrt\n"), yaml);
    assertEquals(Recipe.defaults(), SectionTests.read(yaml));
  }

  @Test
  void readingWhatWasWrittenGivesAnEqualRecipe() {
    for (int seed = 0; seed < 500; seed++) {
      Recipe recipe = random(new SplittableRandom(seed));
      String yaml = new RecipeWriter().write(recipe, List.of());
      assertEquals(recipe, SectionTests.read(yaml), "seed " + seed + ":\n" + yaml);
    }
  }

  private static Recipe random(SplittableRandom random) {
    Recipe defaults = Recipe.defaults();
    return new Recipe(
        "n" + text(random),
        "",
        Recipe.Task.TRANSLATION,
        random.nextLong(),
        data(random),
        new SubwordsSection(
            SubwordsSection.Kind.SUBWORD_NMT,
            1 + random.nextInt(99),
            choice(random, SubwordsSection.Vocabularies.values()),
            1 + random.nextInt(9),
            text(random),
            choice(random, SubwordsSection.Words.values()),
            text(random),
            SubwordsSection.Numbering.FREQUENCY),
        model(random, defaults.model()),
        new BatchSection(
            choice(random, BatchSection.Kind.values()),
            1 + random.nextInt(Integer.MAX_VALUE),
            1 + random.nextInt(99),
            random.nextInt(99),
            1 + random.nextInt(99)),
        new OptimizerSection(
            choice(random, OptimizerSection.Kind.values()),
            random.nextDouble(),
            random.nextDouble(),
            magnitude(random),
            magnitude(random),
            choice(random, OptimizerSection.Degenerate.values())),
        new ScheduleSection(
            choice(random, ScheduleSection.Kind.values()),
            magnitude(random),
            1 + random.nextInt(9),
            10 + random.nextInt(9),
            choice(random, ScheduleSection.WarmupNumerator.values())),
        defaults.train(),
        defaults.decode());
  }

  private static DataSection data(SplittableRandom random) {
    return new DataSection(
        choice(random, DataSection.Corpus.values()),
        choice(random, DataSection.Preset.values()),
        "l" + text(random),
        "l" + text(random),
        random.nextBoolean(),
        text(random),
        "f" + text(random),
        "f" + text(random),
        "",
        "",
        "f" + text(random),
        "f" + text(random),
        1 + random.nextInt(9),
        1 + random.nextInt(9),
        1 + random.nextInt(9),
        random.nextLong(),
        1 + random.nextInt(9),
        text(random),
        new FilterSection(
            random.nextInt(9),
            9 + random.nextInt(9),
            1 + random.nextDouble(),
            random.nextBoolean(),
            random.nextBoolean() ? "latin" : "",
            random.nextBoolean() ? "Han" : ""));
  }

  private static ModelSection model(SplittableRandom random, ModelSection defaults) {
    return random.nextBoolean() ? transformer(random) : srupp(random, defaults);
  }

  private static TransformerSection transformer(SplittableRandom random) {
    return new TransformerSection(
        ModelSection.Architecture.TRANSFORMER,
        8 * (1 + random.nextInt(99)),
        1 + random.nextInt(99),
        1 + random.nextInt(9),
        1 + random.nextInt(9),
        1 << random.nextInt(4),
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble());
  }

  private static SruppSection srupp(SplittableRandom random, ModelSection defaults) {
    List<Integer> layers = new ArrayList<>();
    for (int layer = 1; layer <= 6; layer++) {
      if (random.nextBoolean()) {
        layers.add(layer);
      }
    }
    return new SruppSection(
        defaults.architecture(),
        1 + random.nextInt(99),
        2 * (4 + random.nextInt(99)),
        8,
        6,
        6,
        1 << random.nextInt(4),
        choice(random, ModelSection.EncoderDirection.values()),
        layers.isEmpty() ? 1 + random.nextInt(6) : 1,
        layers,
        choice(random, ModelSection.Norm.values()),
        choice(random, ModelSection.Norm.values()),
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(),
        (random.nextBoolean() ? 1 : -1) * magnitude(random),
        random.nextBoolean(),
        choice(random, ModelSection.InitialState.values()));
  }

  private static double magnitude(SplittableRandom random) {
    return Math.scalb(1 + random.nextDouble(), random.nextInt(-300, 300));
  }

  private static <E> E choice(SplittableRandom random, E[] values) {
    return values[random.nextInt(values.length)];
  }

  // Everything that has a meaning in YAML, and code points of every width; surrogates only in
  // pairs.
  private static String text(SplittableRandom random) {
    String nasty = "\"'\\:#-?,[]{}&*!|>%@`~= \t\n\r\0\u0085\u00a0\u2028\ufeff\u007fäß\ufffd";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(4) == 0) {
        text.appendCodePoint(random.nextBoolean() ? 0x1F600 + random.nextInt(64) : 'a');
      } else {
        text.append(nasty.charAt(random.nextInt(nasty.length())));
      }
    }
    return text.toString();
  }

  @Test
  void languageRecipesComeBackEqual() throws IOException {
    RecipeCatalog catalog = new RecipeCatalog(new RecipeReader());
    for (String name : catalog.names()) {
      RunRecipe recipe =
          catalog.task(name) == Recipe.Task.LANGUAGE_MODELLING
              ? catalog.loadAny(name, List.of("data.path=a \"b\" \\\\c", "data.validShare=0.125"))
              : catalog.loadAny(name, List.of());
      String yaml = new RecipeWriter().write(recipe, List.of());
      assertEquals(recipe, new RecipeReader().read("r.yaml", yaml, List.of()), yaml);
    }
    String defaults = new RecipeWriter().write(LanguageRecipe.defaults(), List.of());
    assertTrue(defaults.contains("\ntask: languageModelling\n"), defaults);
    assertTrue(defaults.contains("\n  words:\n    kind: plain\n    cutoffs: []\n"), defaults);
  }
}
