package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srupp.eval.Bleu;
import org.srupp.eval.Chrf;
import org.srupp.eval.CorpusMetric;
import org.srupp.eval.MultiBleu;
import org.srupp.eval.NltkBleu;
import org.srupp.eval.Ter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which metrics, and their settings. */
final class MetricOptions {
  private static final List<String> DEFAULT = List.of("bleu");

  @Option(
      names = {"-m", "--metrics"},
      paramLabel = "NAME",
      arity = "1..*",
      parameterConsumer = UntilNextOption.class,
      description =
          "Metrics: bleu (evaluate's default), chrf, ter (bench's are all three); for text that is"
              + " tokenised already: multi-bleu, nltk-bleu.")
  private List<String> names = new ArrayList<>();

  @Mixin private BleuOptions bleu;

  @Mixin private ChrfOptions chrf;

  @Mixin private TerOptions ter;

  /**
   * The metrics in the order asked for, each once.
   *
   * @param wrong receives a sentence for every name or value that cannot be
   */
  List<NamedMetric> metrics(boolean sentenceLevel, List<String> wrong) {
    return metrics(DEFAULT, sentenceLevel, wrong);
  }

  /**
   * The same with other metrics where none is asked for.
   *
   * @param otherwise their names
   */
  List<NamedMetric> metrics(List<String> otherwise, boolean sentenceLevel, List<String> wrong) {
    Set<MetricChoice> choices = new LinkedHashSet<>();
    for (String name : names.isEmpty() ? otherwise : names) {
      try {
        choices.add(MetricChoice.of(name));
      } catch (IllegalArgumentException e) {
        wrong.add(e.getMessage());
      }
    }
    bleu.check(wrong);
    List<NamedMetric> metrics = new ArrayList<>();
    for (MetricChoice choice : choices) {
      try {
        metrics.add(new NamedMetric(choice, metric(choice, sentenceLevel)));
      } catch (IllegalArgumentException e) {
        wrong.add(e.getMessage());
      }
    }
    return metrics;
  }

  private CorpusMetric metric(MetricChoice choice, boolean sentenceLevel) {
    return switch (choice) {
      case BLEU -> new Bleu(bleu.config().withEffectiveOrder(sentenceLevel));
      case CHRF -> new Chrf(chrf.config());
      case MULTI_BLEU -> new MultiBleu(bleu.lowercase());
      case NLTK_BLEU -> new NltkBleu();
      case TER -> new Ter(ter.config());
    };
  }

  /** A word about BLEU's tokenizer, if it is not the one for the target language. */
  Optional<String> advice() {
    List<String> asked = names.isEmpty() ? DEFAULT : names;
    return asked.contains(MetricChoice.BLEU.label()) ? bleu.advice() : Optional.empty();
  }

  /** Whether text that looks tokenised is meant to be as it is. */
  boolean force() {
    return bleu.force();
  }
}
