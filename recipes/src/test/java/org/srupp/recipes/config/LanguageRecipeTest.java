package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LanguageRecipeTest {
  private static final String TASK = "task: languageModelling\n";

  private static LanguageRecipe read(String yaml, String... overrides) {
    return (LanguageRecipe) new RecipeReader().read("r.yaml", TASK + yaml, List.of(overrides));
  }

  private static void assertFullMapping(
      String yaml, Function<LanguageRecipe, Record> section, Record expected) {
    Record defaults = section.apply(LanguageRecipe.defaults());
    for (var component : defaults.getClass().getRecordComponents()) {
      assertNotEquals(
          Components.get(defaults, component),
          Components.get(expected, component),
          component.getName() + " must differ from its default, or the test does not see it read");
    }
    assertEquals(expected, section.apply(read(yaml)));
  }

  private static void assertMistakes(String yaml, String... mistakes) {
    assertEquals(
        List.of(mistakes),
        assertThrows(
                RecipeException.class,
                () -> new RecipeReader().read("r.yaml", TASK + yaml, List.of()))
            .mistakes());
  }

  @Test
  void theTaskAloneIsTheDefaults() {
    LanguageRecipe recipe = read("");
    assertEquals(LanguageRecipe.defaults(), recipe);
    assertEquals(Recipe.Task.LANGUAGE_MODELLING, recipe.task());
    assertEquals(1234, recipe.seed());
    assertEquals(1024, recipe.window(), "as many as in training");
    assertEquals(1024, recipe.validationWindow());
  }

  @Test
  void everyKeyOfTheDataIsRead() {
    assertFullMapping(
        """
        data:
          corpus: billionWord
          unit: words
          path: P
          validText: V
          testText: T
          validShare: 0.2
          minCount: 7
        """,
        LanguageRecipe::data,
        new LanguageDataSection(
            LanguageDataSection.Corpus.BILLION_WORD,
            LanguageDataSection.Unit.WORDS,
            "P",
            "V",
            "T",
            0.2,
            7));
  }

  @Test
  void everyKeyOfTheModelIsRead() {
    String yaml =
        """
        model:
          architecture: projectedSru
          embedding: 11
          hidden: 40
          projection: 12
          layers: 4
          heads: 3
          %s
          attentionNorm: pre
          layerNorm: post
          dropout: 0.1
          attentionDropout: 0.3
          embeddingDropout: 0.4
          highwayBias: -1.5
          rescale: true
          words: {kind: adaptive, cutoffs: [3, 5], size: 64, divisor: 8, tiedWeights: false, tiedProjections: false}
        """;
    WordsSection words =
        new WordsSection(WordsSection.Kind.ADAPTIVE, List.of(3, 5), 64, 8, false, false);
    assertEquals(model(words, 2, 0, List.of()), read(yaml.formatted("attentionEvery: 2")).model());
    assertEquals(model(words, 1, 3, List.of()), read(yaml.formatted("attentionLast: 3")).model());
    SruppLanguageSection listed = model(words, 1, 0, List.of(1, 4));
    assertEquals(listed, read(yaml.formatted("attentionLayers: [1, 4]")).model());
    for (var component : SruppLanguageSection.class.getRecordComponents()) {
      if (!List.of("attentionEvery", "attentionLast").contains(component.getName())) {
        assertNotEquals(
            Components.get((Record) LanguageRecipe.defaults().model(), component),
            Components.get(listed, component),
            component.getName());
      }
    }
    for (var component : WordsSection.class.getRecordComponents()) {
      assertNotEquals(
          Components.get(LanguageRecipe.defaults().model().words(), component),
          Components.get(words, component),
          component.getName());
    }
  }

  private static SruppLanguageSection model(
      WordsSection words, int every, int last, List<Integer> layers) {
    return new SruppLanguageSection(
        LanguageModelSection.Architecture.PROJECTED_SRU,
        11,
        40,
        12,
        4,
        3,
        every,
        last,
        layers,
        ModelSection.Norm.PRE,
        ModelSection.Norm.POST,
        0.1,
        0.3,
        0.4,
        -1.5,
        true,
        words);
  }

  @Test
  void everyKeyOfATransformerXlIsRead() {
    WordsSection words =
        new WordsSection(WordsSection.Kind.ADAPTIVE, List.of(3, 5), 64, 8, false, true);
    TransformerXlSection expected =
        new TransformerXlSection(
            LanguageModelSection.Architecture.TRANSFORMER_XL, 12, 5, 3, 6, 0.2, 0.3, 0.4, words);
    assertEquals(
        expected,
        read("""
                model:
                  architecture: transformerXl
                  hidden: 12
                  feedForward: 5
                  layers: 3
                  heads: 6
                  dropout: 0.2
                  attentionDropout: 0.3
                  embeddingDropout: 0.4
                  words: {kind: adaptive, cutoffs: [3, 5], size: 64, divisor: 8, tiedWeights: false}
                """)
            .model());
  }

  @Test
  void theDefaultTransformerXlIsThatOfItsAuthors() {
    TransformerXlSection model =
        (TransformerXlSection) read("model: {architecture: transformerXl}").model();
    assertEquals(
        new TransformerXlSection(
            LanguageModelSection.Architecture.TRANSFORMER_XL,
            512,
            2048,
            12,
            8,
            0.1,
            0,
            0,
            ((SruppLanguageSection) LanguageRecipe.defaults().model()).words()),
        model);
  }

  @Test
  void mistakesOfATransformerXlAreReportedTogether() {
    assertMistakes(
        """
        model:
          architecture: transformerXl
          projection: 3
          hidden: 12
          heads: 5
          layers: 0
          feedForward: 0
          dropout: 1.0
        """,
        "r.yaml, line 4: model.projection is no key of architecture transformerXl; it belongs to architecture srupp",
        "r.yaml, line 6: model.heads must divide hidden = 12, found 5",
        "r.yaml, line 7: model.layers must be at least 1, found 0",
        "r.yaml, line 8: model.feedForward must be at least 1, found 0",
        "r.yaml, line 9: model.dropout must be in [0, 1), found 1.0");
    assertMistakes(
        "model: {architecture: sru, feedForward: 64}",
        "r.yaml, line 2: model.feedForward is no key of architecture sru; it belongs to architecture transformerXl");
  }

  @Test
  void everyKeyOfBatchTrainAndEvaluationIsRead() {
    assertFullMapping(
        "batch: {streams: 3, unroll: 5, accumulate: 2}",
        LanguageRecipe::batch,
        new StreamsSection(3, 5, 2));
    assertFullMapping(
        """
        train:
          maxUpdates: 1
          maxEpochs: 2
          maxMinutes: 3
          clipNorm: 0.5
          validateEvery: 4
          keep: 5
          patience: 6
          logEvery: 7
          precision: auto
        """,
        LanguageRecipe::train,
        new LanguageTrainSection(1, 2, 3, 0.5, 4, 5, 6, 7, TrainSection.Precision.AUTO));
    assertFullMapping(
        "evaluation: {window: 9, streams: 2, validationWindow: 8, validationStreams: 3}",
        LanguageRecipe::evaluation,
        new EvaluationSection(9, 2, 8, 3));
    assertEquals(9, read("evaluation: {window: 9}").window());
    assertEquals(8, read("evaluation: {validationWindow: 8}").validationWindow());
  }

  @Test
  void attentionStandsWhereItIsSaid() {
    assertEquals(List.of(5, 10), attention("attentionEvery: 5"));
    assertEquals(List.of(8, 9, 10), attention("attentionLast: 3"));
    assertEquals(List.of(3, 10), attention("attentionLayers: [10, 3]"));
    assertEquals(List.of(), attention("architecture: projectedSru"));
    assertEquals(10, attention("layers: 10").size());
  }

  private static List<Integer> attention(String keys) {
    LanguageModelSection model = read("model: {" + keys + "}").model();
    return java.util.stream.IntStream.rangeClosed(1, 10)
        .filter(model::hasAttention)
        .boxed()
        .toList();
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertMistakes(
        """
        subwords: {}
        data: {corpus: enwik8, unit: words, validShare: 1, minCount: 0}
        model:
          hiden: 3
          hidden: 12
          heads: 5
          layers: 3
          dropout: 1.0
          attentionEvery: 2
          attentionLayers: [4]
          words: {cutoffs: [5, 5], size: 0}
        batch: {streams: 0, unroll: 0, acumulate: 0}
        train: {maxUpdates: 0}
        evaluation: {streams: 0, window: -1}
        """,
        "r.yaml, line 2: unknown key subwords",
        "r.yaml, line 3: data.unit must be bytes with corpus enwik8, found words",
        "r.yaml, line 3: data.validShare must be in (0, 1), found 1.0",
        "r.yaml, line 3: data.minCount must be at least 1, found 0",
        "r.yaml, line 5: unknown key model.hiden; did you mean model.hidden?",
        "r.yaml, line 6: model.projection must be in [1, hidden = 12], found 768",
        "r.yaml, line 7: model.heads must divide projection = 768, found 5",
        "r.yaml, line 9: model.dropout must be in [0, 1), found 1.0",
        "r.yaml, line 11: model.attentionLayers must lie in [1, 3], found [4]",
        "r.yaml, line 11: model.attentionLayers, attentionLast and attentionEvery exclude each other: give one of them",
        "r.yaml, line 12: model.words.cutoffs must be positive and ascending, found [5, 5]",
        "r.yaml, line 12: model.words.size must be at least 1, found 0",
        "r.yaml, line 12: model.words.size must be at least divisor to the power of the number of cutoffs, 4^2, or the last cluster has no width, found 0",
        "r.yaml, line 13: unknown key batch.acumulate; did you mean batch.accumulate?",
        "r.yaml, line 13: batch.streams must be at least 1, found 0",
        "r.yaml, line 13: batch.unroll must be at least 1, found 0",
        "r.yaml, line 14: train.maxUpdates, maxEpochs, maxMinutes or patience must be set, or the run has no end",
        "r.yaml, line 15: evaluation.window must be at least 0, found -1",
        "r.yaml, line 15: evaluation.streams must be at least 1, found 0");
  }

  @Test
  void aTaskThatThereIsNotIsRefusedWithTheTwoThatThereAre() {
    assertEquals(
        List.of(
            "r.yaml, line 1: task must be translation or languageModelling, found language-modelling"),
        SectionTests.mistakes("task: language-modelling"));
  }

  @Test
  void aRecipeHasAllKeysOfTheOneThatItExtends() {
    LanguageRecipe base =
        (LanguageRecipe)
            new RecipeReader().read("r.yaml", "extends: enwik8-base", List.of("name=x"));
    LanguageRecipe own =
        (LanguageRecipe)
            new RecipeReader()
                .read(
                    "r.yaml",
                    "extends: enwik8-base\nname: x\nmodel: {hidden: 1000, projection: 250}\n",
                    List.of("batch.streams=2"));
    assertEquals(3072, base.model().hidden());
    assertEquals(1000, own.model().hidden());
    assertEquals(2, own.batch().streams());
    assertEquals(base.data(), own.data());
    assertEquals(base.schedule(), own.schedule());
    assertEquals(base.model().dropout(), own.model().dropout());
    assertFalse(base.evaluation().equals(LanguageRecipe.defaults().evaluation()));
    assertEquals(base.evaluation(), own.evaluation());
  }

  @Test
  void onlyRecipesOfTheProjectAreExtended() {
    assertEquals(
        List.of(
            "r.yaml, line 1: extends must be the name of a recipe of the project, found enwik8-bas; did you mean enwik8-base?"),
        SectionTests.mistakes("extends: enwik8-bas\n"));
    assertTrue(SectionTests.mistakes("extends: [a]\n").get(0).endsWith("found a list"), "a list");
  }
}
