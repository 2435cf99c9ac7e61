package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.recipes.translation.TrainingOutcome;
import org.srupp.recipes.translation.TrainingRequest;
import org.srupp.recipes.translation.TranslationTraining;
import org.srupp.seq2seq.train.StopReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code demo}: a German–English translator learns and translates in minutes, offline. */
@Command(
    name = "demo",
    description = "Watch a German-English translator learn and translate, offline, in minutes.")
final class DemoCommand implements Callable<Integer> {
  /** Where runs go whose folder nobody names. */
  static final Path RUNS = Path.of("runs");

  private static final double EXPECTED_BLEU = 90;

  private final RecipeCatalog catalog;
  private final Provider<TranslationTraining> training;
  private final Devices devices;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "Overrides of the recipe.")
  private List<String> overrides = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Run folder; default: the first free of runs/demo, runs/demo-2, ...")
  private Path out;

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  DemoCommand(RecipeCatalog catalog, Provider<TranslationTraining> training, Devices devices) {
    this.catalog = catalog;
    this.training = training;
    this.devices = devices;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = out == null ? free() : out;
    device.choose(devices, spec);
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingOutcome outcome =
        training
            .get()
            .run(
                new TrainingRequest(
                    catalog.load("demo", overrides), folder, false, threads, "srupp demo"));
    if (outcome.reason() == StopReason.STOP_REQUESTED) {
      return Failures.FAILED;
    }
    print(outcome, folder);
    return Failures.DONE;
  }

  private void print(TrainingOutcome outcome, Path folder) {
    PrintWriter print = spec.commandLine().getOut();
    print.println("Held-out sentences:");
    for (SampleTranslation sample : outcome.samples()) {
      print.println();
      print.println("  source      " + sample.source());
      print.println("  translation " + sample.translation());
      print.println("  reference   " + sample.reference());
    }
    print.println();
    outcome
        .test()
        .ifPresent(
            score -> {
              print.println(score.text(2, false));
              print.printf(
                  Locale.ROOT,
                  "expected: %.0f or more%s%n",
                  EXPECTED_BLEU,
                  score.score() < EXPECTED_BLEU ? "; this run stayed below" : "");
            });
    print.println("Translate: ./srupp translate --model " + folder);
    print.println("Report:    " + folder.resolve("report.html"));
  }

  private static Path free() {
    Path folder = RUNS.resolve("demo");
    for (int i = 2; Files.exists(folder); i++) {
      folder = RUNS.resolve("demo-" + i);
    }
    return folder;
  }
}
