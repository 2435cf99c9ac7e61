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
    assertEquals(43, files.size());
    for (Path file : files) {
      RunRecipe recipe = new RecipeReader().read(file, List.of());
      assertEquals(recipe.name() + ".yaml", resources.relativize(file).toString());
      assertFalse(recipe.description().isBlank(), recipe.name());
      assertEquals(recipe, catalog.loadAny(recipe.name(), List.of()));
      assertEquals(recipe.task(), catalog.task(recipe.name()));
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
    assertEquals(every, ((SruppSection) recipe.model()).attentionEvery());
    boolean fairseq = preset == DataSection.Preset.FAIRSEQ;
    Recipe paper =
        catalog.load(
            "iwslt14-de-en",
            List.of(
                "name=" + name,
                "description=" + recipe.description(),
                "data.preset=" + Choices.spell(preset),
                "subwords.vocabularySize=" + (fairseq ? 10000 : 14000),
                "subwords.words=" + (fairseq ? "moses" : "nltk"),
                "subwords.numbering=" + (fairseq ? "frequency" : "occurrence"),
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
  void thePapersTransformerDiffersFromSruppInModelAndWeightDecay() throws IOException {
    Recipe recipe = catalog.load("iwslt14-de-en-transformer", List.of());
    Recipe srupp =
        catalog.load(
            "iwslt14-de-en",
            List.of(
                "name=" + recipe.name(),
                "description=" + recipe.description(),
                "optimizer.weightDecay=0"));
    assertEquals(srupp.withModel(recipe.model()), recipe);
    assertEquals(
        new TransformerSection(
            ModelSection.Architecture.TRANSFORMER, 256, 1024, 8, 8, 4, 0.1, 0.1, 0.1),
        recipe.model());
  }

  @Test
  void multi30ksTransformerSeesWhatSruppSees() throws IOException {
    Recipe recipe = catalog.load("multi30k-de-en-transformer", List.of());
    Recipe srupp =
        catalog.load(
            "multi30k-de-en",
            List.of(
                "name=" + recipe.name(),
                "description=" + recipe.description(),
                "optimizer.weightDecay=0"));
    assertEquals(srupp.withModel(recipe.model()), recipe);
  }

  @Test
  void shakespearesTransformerXlSeesWhatSruppSees() throws IOException {
    LanguageRecipe recipe = catalog.loadLanguage("shakespeare-transformer-xl", List.of());
    LanguageRecipe srupp =
        catalog.loadLanguage("shakespeare-bytes", List.of("optimizer.weightDecay=0"));
    assertEquals(srupp.data(), recipe.data());
    assertEquals(srupp.batch(), recipe.batch());
    assertEquals(srupp.optimizer(), recipe.optimizer());
    assertEquals(srupp.schedule(), recipe.schedule());
    assertEquals(srupp.train(), recipe.train());
    // No distance that training had not: its last step saw 63 steps of its chunk and 64 before.
    assertEquals(2 * 64 - 1, recipe.window());
    assertEquals(2 * 64 - 1, recipe.validationWindow());
    assertEquals(srupp.seed(), recipe.seed());
  }

  @Test
  void unknownNamesGetTheNearestOrAll() {
    var near = assertThrows(RecipeException.class, () -> catalog.load("multi30k-deen", List.of()));
    assertEquals(
        "no recipe and no file is called multi30k-deen; did you mean multi30k-de-en?",
        near.getMessage());
    var far = assertThrows(RecipeException.class, () -> catalog.load("wikitext", List.of()));
    assertTrue(
        far.getMessage().contains("; known are billion-word-base, billion-word-large, demo"),
        far.getMessage());
  }

  @Test
  void filesLoadByPath() throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "name: own\n");
    assertEquals("own", catalog.load(file.toString(), List.of()).name());
  }

  @Test
  void recipesOfTheOtherTaskAreRefused() {
    assertEquals(
        "enwik8-base is the recipe of a language model, expected one of a translator",
        assertThrows(RecipeException.class, () -> catalog.load("enwik8-base", List.of()))
            .getMessage());
    assertEquals(
        "demo is the recipe of a translator, expected one of a language model",
        assertThrows(RecipeException.class, () -> catalog.loadLanguage("demo", List.of()))
            .getMessage());
  }

  @Test
  void theTaskIsKnownEvenOfAFileWithMistakes() throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "extends: enwik8-base\nmodel: 3\nnonsense: {}\n");
    assertEquals(Recipe.Task.LANGUAGE_MODELLING, catalog.task(file.toString()));
    Files.writeString(file, "task: [\n");
    assertEquals(Recipe.Task.TRANSLATION, catalog.task(file.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    // name, streams, unroll, dropout, attention and embedding dropout, rate, warm-up, updates,
    // window
    "enwik8-base,               32, 1024, 0.22, 0.22, 0,    3e-4,   16000, 400000, 3072",
    "enwik8-base-k5,            32, 1024, 0.22, 0.22, 0,    3e-4,   16000, 400000, 3072",
    "enwik8-large,              64, 1024, 0.32, 0.32, 0,    4e-4,   16000, 400000, 3072",
    "enwik8-large-8to1,         64, 1024, 0.35, 0.35, 0,    4e-4,   16000, 400000, 3072",
    "enwik8-42m,                24, 512,  0.1,  0.1,  0,    2.5e-4, 0,     400000, 2048",
    "enwik8-42m-16x768,         16, 768,  0.1,  0.1,  0,    2.5e-4, 0,     400000, 2048",
    "enwik8-base-no-norm,       32, 1024, 0.22, 0.22, 0,    2.5e-4, 16000, 400000, 3072",
    "wikitext103-base,          64, 768,  0.15, 0.15, 0.15, 3e-4,   16000, 400000, 2560",
    "wikitext103-large,         64, 1024, 0.2,  0.2,  0.2,  3e-4,   16000, 400000, 2560",
    "wikitext103-large-8to1,    64, 1024, 0.2,  0.2,  0.2,  3e-4,   16000, 400000, 2560",
    "wikitext103-large-8to1-k5, 64, 1024, 0.2,  0.2,  0.2,  3e-4,   16000, 400000, 2560",
    "billion-word-base,         1024, 64, 0.05, 0,    0,    2e-4,   16000, 800000, 96",
    "billion-word-large,        1536, 64, 0.1,  0,    0,    2e-4,   16000, 800000, 96"
  })
  void thePapersLanguageModelsHaveItsHyperParameters(
      String name,
      int streams,
      int unroll,
      double dropout,
      double attention,
      double embedding,
      double rate,
      int warmup,
      int updates,
      int window)
      throws IOException {
    LanguageRecipe recipe = catalog.loadLanguage(name, List.of());
    assertEquals(new StreamsSection(streams, unroll, 1), recipe.batch());
    SruppLanguageSection model = (SruppLanguageSection) recipe.model();
    assertEquals(dropout, model.dropout());
    assertEquals(attention, model.attentionDropout());
    assertEquals(embedding, model.embeddingDropout());
    assertEquals(-2, model.highwayBias());
    assertEquals(10, model.layers());
    assertEquals(
        new OptimizerSection(
            OptimizerSection.Kind.RADAM, 0.9, 0.999, 1e-8, 0.1, OptimizerSection.Degenerate.SGD),
        recipe.optimizer());
    boolean fromZero = recipe.data().corpus() == LanguageDataSection.Corpus.WIKITEXT103;
    assertEquals(
        new ScheduleSection(
            ScheduleSection.Kind.COSINE,
            rate,
            warmup,
            updates,
            fromZero
                ? ScheduleSection.WarmupNumerator.STEP
                : ScheduleSection.WarmupNumerator.NEXT_STEP),
        recipe.schedule());
    assertEquals(updates, recipe.train().maxUpdates());
    assertEquals(1.0, recipe.train().clipNorm());
    assertEquals(8000, recipe.train().validateEvery());
    assertEquals(window, recipe.window());
    assertEquals(1, recipe.evaluation().streams());
    assertEquals(1234, recipe.seed());
  }
}
