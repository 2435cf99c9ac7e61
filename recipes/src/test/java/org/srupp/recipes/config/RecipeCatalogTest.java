package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeCatalogTest {
  private final RecipeCatalog catalog = new RecipeCatalog(new RecipeReader());

  @TempDir Path folder;

  @Test
  void everyRecipeOfTheFolderLoadsUnderItsName() throws IOException, URISyntaxException {
    Path resources = Path.of(RecipeCatalog.class.getResource("/recipes").toURI());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(resources)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    assertEquals(7, files.size());
    for (Path file : files) {
      Recipe recipe = new RecipeReader().read(file, List.of());
      assertEquals(recipe.name() + ".yaml", resources.relativize(file).toString());
      assertFalse(recipe.description().isBlank(), recipe.name());
      assertEquals(recipe, catalog.load(recipe.name(), List.of()));
      String text = Files.readString(file);
      assertTrue(text.startsWith("# "), recipe.name());
      assertTrue(text.contains("\n# Run:     ./srupp "), recipe.name());
      assertTrue(text.contains("\n# Expect:  "), recipe.name());
      assertTrue(text.contains("\n# Source:  "), recipe.name());
    }
    assertEquals(
        files.stream()
            .map(file -> file.getFileName().toString().replace(".yaml", ""))
            .sorted()
            .toList(),
        catalog.names());
  }

  @ParameterizedTest
  @CsvSource({
    "iwslt14-de-en, IMITKD, 1",
    "iwslt14-de-en-k2, IMITKD, 2",
    "iwslt14-de-en-fairseq, FAIRSEQ, 1",
    "iwslt14-de-en-k2-fairseq, FAIRSEQ, 2"
  })
  void variantsOfIwsltDifferInNothingElse(String name, DataSection.Preset preset, int every)
      throws IOException {
    Recipe recipe = catalog.load(name, List.of());
    assertEquals(preset, recipe.data().preset());
    assertEquals(every, recipe.model().attentionEvery());
    Recipe paper =
        catalog.load(
            "iwslt14-de-en",
            List.of(
                "name=" + name,
                "description=" + recipe.description(),
                "data.preset=" + Choices.spell(preset),
                "subwords.vocabularySize=" + (preset == DataSection.Preset.IMITKD ? 14000 : 10000),
                "model.attentionEvery=" + every));
    assertEquals(paper, recipe);
  }

  @Test
  void iwsltHasTheHyperParametersOfThePaper() throws IOException {
    Recipe recipe = catalog.load("iwslt14-de-en", List.of());
    assertEquals(Recipe.defaults().model(), recipe.model());
    assertEquals(new BatchSection(BatchSection.Kind.SENTENCES, 128, 4096, 4096, 1), recipe.batch());
    assertEquals(
        new OptimizerSection(
            OptimizerSection.Kind.RADAM, 0.9, 0.999, 1e-8, 0.1, OptimizerSection.Degenerate.SGD),
        recipe.optimizer());
    assertEquals(
        new ScheduleSection(
            ScheduleSection.Kind.NOAM, 0.1, 10000, 0, ScheduleSection.WarmupNumerator.NEXT_STEP),
        recipe.schedule());
    assertEquals(
        new TrainSection(
            0,
            50,
            0,
            5,
            0,
            1000,
            5,
            0,
            TrainSection.Selection.LOSS,
            0,
            50,
            TrainSection.Precision.FLOAT32),
        recipe.train());
    assertEquals(5, recipe.decode().beam());
    assertEquals(DecodeSection.LengthNormalization.NONE, recipe.decode().lengthNormalization());
    assertEquals(124, recipe.decode().maxLengthOffset());
  }

  @Test
  void unknownNamesGetTheNearestOrAll() {
    var near = assertThrows(RecipeException.class, () -> catalog.load("multi30k-deen", List.of()));
    assertEquals(
        "no recipe and no file is called multi30k-deen; did you mean multi30k-de-en?",
        near.getMessage());
    var far = assertThrows(RecipeException.class, () -> catalog.load("wikitext", List.of()));
    assertTrue(
        far.getMessage().contains("; known are demo, files, iwslt14-de-en"), far.getMessage());
  }

  @Test
  void filesLoadByPath() throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "name: own\n");
    assertEquals("own", catalog.load(file.toString(), List.of()).name());
  }
}
