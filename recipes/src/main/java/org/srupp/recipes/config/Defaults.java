package org.srupp.recipes.config;

import java.util.List;

/**
 * The default of every key, here and nowhere else. The model's are those of the paper's
 * translators.
 */
final class Defaults {
  private static final DataSection DATA =
      new DataSection(
          DataSection.Corpus.FILES,
          DataSection.Preset.IMITKD,
          /* sourceLanguage= */ "de",
          /* targetLanguage= */ "en",
          /* lowercase= */ false,
          /* folder= */ "",
          /* src= */ "",
          /* tgt= */ "",
          /* validSrc= */ "",
          /* validTgt= */ "",
          /* testSrc= */ "",
          /* testTgt= */ "",
          /* trainPairs= */ 20_000,
          /* validPairs= */ 500,
          /* testPairs= */ 500,
          /* seed= */ 1234,
          /* maxLength= */ 125,
          /* tsv= */ "",
          new FilterSection(
              /* minWords= */ 0,
              /* maxWords= */ 0,
              /* maxRatio= */ 0,
              /* dropDuplicates= */ false,
              /* sourceScript= */ "",
              /* targetScript= */ ""));

  private static final SubwordsSection SUBWORDS =
      new SubwordsSection(
          SubwordsSection.Kind.BPE,
          /* vocabularySize= */ 10_000,
          SubwordsSection.Vocabularies.SEPARATE,
          /* minFrequency= */ 1,
          /* sentencePieceModel= */ "",
          SubwordsSection.Words.NONE,
          /* codes= */ "",
          SubwordsSection.Numbering.FREQUENCY);

  private static final SruppSection SRUPP =
      new SruppSection(
          ModelSection.Architecture.SRUPP,
          /* embedding= */ 256,
          /* hidden= */ 1024,
          /* projection= */ 256,
          /* encoderLayers= */ 6,
          /* decoderLayers= */ 6,
          /* heads= */ 1,
          ModelSection.EncoderDirection.BIDIRECTIONAL,
          /* attentionEvery= */ 1,
          /* attentionLayers= */ List.of(),
          /* layerNorm= */ ModelSection.Norm.NONE,
          /* attentionNorm= */ ModelSection.Norm.POST,
          /* dropout= */ 0.1,
          /* attentionDropout= */ 0.1,
          /* embeddingDropout= */ 0.1,
          /* highwayBias= */ -2.0,
          /* rescale= */ false,
          ModelSection.InitialState.ZEROS);

  private static final TransformerSection TRANSFORMER =
      new TransformerSection(
          ModelSection.Architecture.TRANSFORMER,
          /* hidden= */ 256,
          /* feedForward= */ 1024,
          /* encoderLayers= */ 8,
          /* decoderLayers= */ 8,
          /* heads= */ 4,
          /* dropout= */ 0.1,
          /* attentionDropout= */ 0.1,
          /* embeddingDropout= */ 0.1);

  static final List<Variant> MODELS = List.of(SRUPP, TRANSFORMER);

  private static final BatchSection BATCH =
      new BatchSection(
          BatchSection.Kind.TOKENS,
          /* sentences= */ 128,
          /* maxTokens= */ 4096,
          /* microBatchTokens= */ 0,
          /* accumulate= */ 1);

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
          ScheduleSection.Kind.INVERSE_SQRT,
          /* learningRate= */ 1e-3,
          /* warmupSteps= */ 4000,
          /* totalSteps= */ 0,
          ScheduleSection.WarmupNumerator.NEXT_STEP);

  private static final TrainSection TRAIN =
      new TrainSection(
          /* maxUpdates= */ 0,
          /* maxEpochs= */ 50,
          /* maxMinutes= */ 0,
          /* clipNorm= */ 5.0,
          /* labelSmoothing= */ 0.0,
          /* validateEvery= */ 1000,
          /* keep= */ 5,
          /* patience= */ 0,
          TrainSection.Selection.LOSS,
          /* averageLast= */ 0,
          /* logEvery= */ 50,
          TrainSection.Precision.FLOAT32);

  private static final DecodeSection DECODE =
      new DecodeSection(
          /* beam= */ 5,
          /* validationBeam= */ 1,
          DecodeSection.LengthNormalization.NONE,
          /* lengthPenalty= */ 1.0,
          /* maxLengthFactor= */ 2.0,
          /* maxLengthOffset= */ 10,
          /* batchSentences= */ 64,
          /* batchTokens= */ 4096);

  static final Recipe RECIPE =
      new Recipe(
          /* name= */ "unnamed",
          /* description= */ "",
          Recipe.Task.TRANSLATION,
          /* seed= */ 1,
          DATA,
          SUBWORDS,
          SRUPP,
          BATCH,
          OPTIMIZER,
          SCHEDULE,
          TRAIN,
          DECODE);

  private Defaults() {}
}
