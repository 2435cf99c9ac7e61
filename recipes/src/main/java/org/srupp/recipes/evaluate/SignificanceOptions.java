package org.srupp.recipes.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srupp.eval.Bootstrap;
import org.srupp.eval.PairedTest;
import org.srupp.eval.ResamplingSeed;
import picocli.CommandLine.Option;

/** The options of {@code evaluate} about chance, with sacreBLEU's names and defaults. */
final class SignificanceOptions {
  private static final String SEED_VARIABLE = "SACREBLEU_SEED";
  private static final int DEFAULT_RESAMPLES = 1000;
  private static final int DEFAULT_TRIALS = 10_000;

  @Option(
      names = {"-ci", "--confidence"},
      description = "Print a 95%% interval, by bootstrap resampling; for one system.")
  private boolean confidence;

  @Option(
      names = {"-cin", "--confidence-n"},
      paramLabel = "N",
      description = "Resamples for the interval; default 1000.")
  private int confidenceResamples = DEFAULT_RESAMPLES;

  @Option(
      names = {"-pbs", "--paired-bs"},
      description = "Test systems against the first by paired bootstrap resampling.")
  private boolean pairedBootstrap;

  @Option(
      names = {"-pbsn", "--paired-bs-n"},
      paramLabel = "N",
      description = "Resamples of that test; default 1000.")
  private int pairedResamples = DEFAULT_RESAMPLES;

  @Option(
      names = {"-par", "--paired-ar"},
      description = "Test systems against the first by paired approximate randomisation.")
  private boolean pairedRandomisation;

  @Option(
      names = {"-parn", "--paired-ar-n"},
      paramLabel = "N",
      description = "Trials of that test; default 10000.")
  private int pairedTrials = DEFAULT_TRIALS;

  @Option(
      names = {"-j", "--paired-jobs"},
      paramLabel = "N",
      description = "Taken for sacreBLEU's sake; all processors work on a test in any case.")
  private int jobs = 1;

  /** Adds a sentence for every option that cannot be. */
  void check(Map<String, String> environment, List<String> wrong) {
    if (pairedBootstrap && pairedRandomisation) {
      wrong.add("--paired-bs and --paired-ar exclude each other; give one");
    }
    if (jobs < 0) {
      wrong.add("--paired-jobs must be at least 0, found " + jobs);
    }
    if (any()) {
      try {
        seed(environment);
      } catch (IllegalArgumentException e) {
        wrong.add(SEED_VARIABLE + ": " + e.getMessage());
      }
    }
  }

  private static ResamplingSeed seed(Map<String, String> environment) {
    String given = environment.get(SEED_VARIABLE);
    return given == null ? ResamplingSeed.DEFAULT : ResamplingSeed.of(given);
  }

  boolean any() {
    return confidence || paired();
  }

  boolean confidence() {
    return confidence;
  }

  boolean paired() {
    return pairedBootstrap || pairedRandomisation;
  }

  /** The resampling behind an interval; one resample is none, as in sacreBLEU. */
  Optional<Bootstrap> bootstrap(Map<String, String> environment) {
    return confidence && confidenceResamples > 1
        ? Optional.of(new Bootstrap(confidenceResamples, seed(environment)))
        : Optional.empty();
  }

  /** The paired test asked for. */
  PairedTest test(Map<String, String> environment) {
    ResamplingSeed seed = seed(environment);
    return pairedBootstrap
        ? PairedTest.bootstrap(trials(), seed)
        : PairedTest.randomisation(trials(), seed);
  }

  /** How many trials it makes; below 1 stands for the default, as in sacreBLEU. */
  private int trials() {
    int given = pairedBootstrap ? pairedResamples : pairedTrials;
    return given > 0 ? given : pairedBootstrap ? DEFAULT_RESAMPLES : DEFAULT_TRIALS;
  }

  /** {@code Paired bootstrap resampling test with 1000 resampling trials}. */
  String title() {
    return pairedBootstrap
        ? "Paired bootstrap resampling test with " + trials() + " resampling trials"
        : "Paired approximate randomization test with " + trials() + " trials";
  }

  /** What is done with each system, as the notes say it. */
  String step() {
    return pairedBootstrap
        ? " > Performing paired bootstrap resampling test (# resamples: " + trials() + ")"
        : " > Performing approximate randomization test (# trials: " + trials() + ")";
  }
}
