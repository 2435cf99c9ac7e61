package org.srupp.recipes.config;

import java.util.List;

/**
 * The default of every key of a language model's recipe, here and nowhere else. The model's are
 * those of the paper's enwik8 base model, whose figures are the authors' script's defaults, and of
 * the Transformer-XL of 41M parameters that it is compared with.
 */
final class LanguageDefaults {
  private static final LanguageDataSection DATA =
      new LanguageDataSection(
          LanguageDataSection.Corpus.TEXT,
          LanguageDataSection.Unit.BYTES,
          /* path= */ "",
          /* validText= */ "",
          /* testText= */ "",
          /* validShare= */ 0.1,
          /* minCount= */ 2);

  private static final WordsSection WORDS =
      new WordsSection(
          WordsSection.Kind.PLAIN,
          /* cutoffs= */ List.of(),
          /* size= */ 1024,
          /* divisor= */ 4,
          /* tiedWeights= */ true,
          /* tiedProjections= */ true);

  private static final SruppLanguageSection SRUPP =
      new SruppLanguageSection(
          LanguageModelSection.Architecture.SRUPP,
          /* embedding= */ 0,
          /* hidden= */ 3072,
          /* projection= */ 768,
          /* layers= */ 10,
          /* heads= */ 1,
          /* attentionEvery= */ 1,
          /* attentionLast= */ 0,
          /* attentionLayers= */ List.of(),
          /* attentionNorm= */ ModelSection.Norm.POST,
          /* layerNorm= */ ModelSection.Norm.NONE,
          /* dropout= */ 0.22,
          /* attentionDropout= */ 0.22,
          /* embeddingDropout= */ 0.0,
          /* highwayBias= */ -2.0,
          /* rescale= */ false,
          WORDS);

  private static final TransformerXlSection TRANSFORMER_XL =
      new TransformerXlSection(
          LanguageModelSection.Architecture.TRANSFORMER_XL,
          /* hidden= */ 512,
          /* feedForward= */ 2048,
          /* layers= */ 12,
          /* heads= */ 8,
          /* dropout= */ 0.1,
          /* attentionDropout= */ 0.0,
          /* embeddingDropout= */ 0.0,
          WORDS);

  static final List<Variant> MODELS = List.of(SRUPP, TRANSFORMER_XL);

  private static final StreamsSection BATCH =
      new StreamsSection(/* streams= */ 32, /* unroll= */ 1024, /* accumulate= */ 1);

  private static final OptimizerSection OPTIMIZER =
      new OptimizerSection(
          OptimizerSection.Kind.RADAM,
          /* beta1= */ 0.9,
          /* beta2= */ 0.999,
          /* eps= */ 1e-8,
          /* weightDecay= */ 0.1,
          OptimizerSection.Degenerate.SGD);

  private static final ScheduleSection SCHEDULE =
      new ScheduleSection(
          ScheduleSection.Kind.COSINE,
          /* learningRate= */ 3e-4,
          /* warmupSteps= */ 16_000,
          /* totalSteps= */ 400_000,
          ScheduleSection.WarmupNumerator.NEXT_STEP);

  private static final LanguageTrainSection TRAIN =
      new LanguageTrainSection(
          /* maxUpdates= */ 400_000,
          /* maxEpochs= */ 0,
          /* maxMinutes= */ 0,
          /* clipNorm= */ 1.0,
          /* validateEvery= */ 8000,
          /* keep= */ 1,
          /* patience= */ 0,
          /* logEvery= */ 200,
          TrainSection.Precision.FLOAT32);

  private static final EvaluationSection EVALUATION =
      new EvaluationSection(
          /* window= */ 0,
          /* streams= */ 1,
          /* validationWindow= */ 0,
          /* validationStreams= */ 16);

  static final LanguageRecipe RECIPE =
      new LanguageRecipe(
          /* name= */ "unnamed",
          /* description= */ "",
          Recipe.Task.LANGUAGE_MODELLING,
          /* seed= */ 1234,
          DATA,
          SRUPP,
          BATCH,
          OPTIMIZER,
          SCHEDULE,
          TRAIN,
          EVALUATION);

  private LanguageDefaults() {}
}
