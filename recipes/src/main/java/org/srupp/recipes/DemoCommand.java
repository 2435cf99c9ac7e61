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
import java.util.stream.Stream;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.run.RunFolder;
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

  @Option(
      names = "--resume",
      description = "Go on with the run in the folder; default: the demo that was written last.")
  private boolean resume;

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  DemoCommand(RecipeCatalog catalog, Provider<TranslationTraining> training, Devices devices) {
    this.catalog = catalog;
    this.training = training;
    this.devices = devices;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = folder();
    device.choose(devices, spec);
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingOutcome outcome =
        training
            .get()
            .run(
                new TrainingRequest(
                    catalog.load("demo", overrides), folder, resume, threads, "srupp demo"));
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

  private Path folder() throws IOException {
    if (out != null) {
      return out;
    }
    if (!resume) {
      return free();
    }
    Path last = last();
    spec.commandLine().getErr().println("srupp: going on with " + last);
    return last;
  }

  // An interrupted demo was written after those that ended before it began.
  private static Path last() throws IOException {
    Path last = null;
    for (Path folder : demos()) {
      if (last == null
          || Files.getLastModifiedTime(folder).compareTo(Files.getLastModifiedTime(last)) > 0) {
        last = folder;
      }
    }
    if (last == null) {
      throw new IllegalArgumentException(
          RUNS
              + " holds no demo to resume: leave out --resume to begin one, or name its folder"
              + " with --out");
    }
    return last;
  }

  private static List<Path> demos() throws IOException {
    if (!Files.isDirectory(RUNS)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(RUNS)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("demo(-\\d+)?"))
          .filter(RunFolder::holdsRun)
          .toList();
    }
  }

  private static Path free() {
    Path folder = RUNS.resolve("demo");
    for (int i = 2; Files.exists(folder); i++) {
      folder = RUNS.resolve("demo-" + i);
    }
    return folder;
  }
}
