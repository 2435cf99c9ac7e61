package org.srupp.recipes.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.encdec.model.TranslationScorers;
import org.srupp.encdec.model.TranslationTrainable;
import org.srupp.eval.Bleu;
import org.srupp.eval.BleuConfig;
import org.srupp.eval.Metric;
import org.srupp.eval.MultiBleu;
import org.srupp.eval.NltkBleu;
import org.srupp.eval.Score;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.recipes.run.MetricKey;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.recipes.training.Precisions;
import org.srupp.recipes.training.ValidationFigures;
import org.srupp.seq2seq.data.EvaluationBatches;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.MatrixPrecision;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.Validation;
import org.srupp.seq2seq.train.Validator;
import org.srupp.tokenizers.Tokenizer;

/** Measures a model on validation text: loss of the given translations, BLEU of its own. */
final class TranslationValidator implements Validator, ValidationFigures {
  private static final int SAMPLES = 3;
  private static final int BATCH_SENTENCES = 1000;
  // A thousand sentences rank models as well as more, and translating is what takes the time.
  private static final int BLEU_SENTENCES = 1000;

  private final Recipe recipe;
  private final TranslationModel model;
  private final TranslationTrainable trainable;
  private final PreparedData data;
  private final EvaluationBatches batches;
  private final int threads;
  private List<SampleTranslation> samples = List.of();

  /**
   * Prepares validations.
   *
   * @param threads of the engine in training and of the search
   * @throws IllegalArgumentException if there is no pair to validate with
   */
  TranslationValidator(
      Recipe recipe,
      TranslationModel model,
      TranslationTrainable trainable,
      PreparedData data,
      int threads) {
    this.recipe = recipe;
    this.model = model;
    this.trainable = trainable;
    this.data = data;
    this.threads = threads;
    batches =
        new EvaluationBatches(
            data.valid(),
            Math.max(recipe.batch().maxTokens(), recipe.data().maxLength()),
            BATCH_SENTENCES,
            TrainerSettings.filter(recipe));
    if (batches.dropped().kept() == 0) {
      throw new IllegalArgumentException(
          "nothing to validate with: "
              + batches.dropped().describe()
              + "; check the validation files or raise data.maxLength = "
              + recipe.data().maxLength());
    }
  }

  @Override
  public Validation validate(long update) {
    Loss loss = loss();
    if (!Double.isFinite(loss.natsPerToken())) {
      return new Validation(loss, OptionalDouble.empty()); // nothing to search in
    }
    ParallelText text = data.validText();
    int count = Math.min(BLEU_SENTENCES, text.size());
    List<String> translations =
        translate(text.source().subList(0, count), withBeam(recipe.decode())).stream()
            .map(Translation::text)
            .toList();
    samples = samples(text, translations);
    double bleu = score(translations, text.target().subList(0, count)).score();
    return new Validation(loss, OptionalDouble.of(bleu));
  }

  @Override
  public Map<MetricKey, Double> values(Validation validation) {
    OptionalDouble bleu = validation.bleu();
    return bleu.isPresent() ? Map.of(MetricKey.VALID_BLEU, bleu.getAsDouble()) : Map.of();
  }

  @Override
  public String summary(Validation validation) {
    OptionalDouble bleu = validation.bleu();
    return String.format(Locale.ROOT, "perplexity %.3f", Math.exp(validation.natsPerToken()))
        + (bleu.isPresent() ? String.format(Locale.ROOT, "  BLEU %.2f", bleu.getAsDouble()) : "");
  }

  /** A few translations of the last validation. */
  @Override
  public List<SampleTranslation> samples() {
    return samples;
  }

  private static DecodeSection withBeam(DecodeSection d) {
    return new DecodeSection(
        d.validationBeam(),
        d.validationBeam(),
        d.lengthNormalization(),
        d.lengthPenalty(),
        d.maxLengthFactor(),
        d.maxLengthOffset(),
        d.batchSentences(),
        d.batchTokens());
  }

  private Loss loss() {
    Loss loss = Loss.NONE;
    for (PairBatch batch : batches) {
      loss = loss.plus(trainable.evaluate(batch));
    }
    return loss;
  }

  /** Translates with the given settings; leaves the engine's threads as training needs them. */
  List<Translation> translate(List<String> lines, DecodeSection decode) {
    // as the command `translate` does, so that both give the same text
    MatrixPrecision.FLOAT32.apply();
    try (TranslationScorers scorers = model.scorers();
        TextTranslator translator =
            new TextTranslator(scorers, data.tokenizers(), decode, 1, threads)) {
      return translator.translateBest(lines);
    } finally {
      TorchEngine.threads(threads);
      Precisions.matrices(recipe.train().precision()).apply();
    }
  }

  /** BLEU as sacreBLEU computes it on raw text, lower-cased where the training text was. */
  Score score(List<String> translations, List<String> references) {
    return new Bleu(BleuConfig.DEFAULTS.withLowercase(recipe.data().lowercase()).withForce(true))
        .corpus(translations, List.of(references));
  }

  /**
   * The usual score of words as the target's tokenizer cuts them, on both sides: NLTK's BLEU for
   * NLTK's words, as the SRU++ paper, and Moses' for Moses' words; none where no words are cut.
   */
  Optional<Score> tokenizedScore(List<Translation> translations, List<String> references) {
    Tokenizer target = data.tokenizers().target();
    Optional<Metric> metric =
        switch (recipe.subwords().words()) {
          case NLTK -> Optional.of(new NltkBleu());
          case MOSES -> Optional.of(new MultiBleu(false));
          case NONE -> Optional.empty();
        };
    return metric.map(
        bleu ->
            bleu.corpus(
                translations.stream().map(Translation::words).toList(),
                List.of(references.stream().map(target::words).toList())));
  }

  private static List<SampleTranslation> samples(ParallelText text, List<String> translations) {
    List<SampleTranslation> samples = new ArrayList<>();
    for (int i = 0; i < Math.min(SAMPLES, translations.size()); i++) {
      int at = i * translations.size() / SAMPLES;
      samples.add(
          new SampleTranslation(
              text.source().get(at), text.target().get(at), translations.get(at)));
    }
    return samples;
  }
}
