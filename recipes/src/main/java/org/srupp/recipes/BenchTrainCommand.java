package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.bench.BenchHost;
import org.srupp.recipes.bench.BenchModel;
import org.srupp.recipes.bench.BenchPlan;
import org.srupp.recipes.bench.BenchReport;
import org.srupp.recipes.bench.Interleaving;
import org.srupp.recipes.bench.ModelShares;
import org.srupp.recipes.bench.Turn;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.device.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench train}: how fast models train, in turn on random token ids. */
@Command(
    name = "train",
    description =
        "Measure how fast models train, round after round in turn. No corpus is needed: token ids"
            + " are random, memory is carried, sentence pairs have about 20 pieces.",
    footer = {
      "",
      "Examples:",
      "  srupp bench train --models shakespeare-bytes,shakespeare-transformer-xl",
      "  srupp bench train --models k1=enwik8-42m,k5=enwik8-42m --with k5:model.attentionEvery=5"
          + " batch.streams=4"
    })
final class BenchTrainCommand implements Callable<Integer> {
  private final RecipeCatalog catalog;
  private final Provider<BenchTrials> trials;
  private final Devices devices;

  @Spec private CommandSpec spec;

  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "[NAME=]RECIPE",
      description = "Recipes to measure; ratios are to the first.")
  private List<String> models;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of all models, as in batch.streams=4.")
  private List<String> shared = List.of();

  @Option(
      names = "--with",
      paramLabel = "NAME:KEY=VALUE",
      description = "An override of one model; may be repeated.")
  private List<String> own = List.of();

  @Option(names = "--steps", paramLabel = "N", description = "Timed updates a round; default: 5.")
  private int steps = 5;

  @Option(names = "--warm-up", paramLabel = "N", description = "Updates before; default: 20.")
  private int warmUp = 20;

  @Option(names = "--rounds", paramLabel = "N", description = "Turns of each; default: 5.")
  private int rounds = 5;

  @Option(
      names = "--profiled",
      paramLabel = "N",
      description = "Updates after all rounds, to see where time goes; 0: none; default: 3.")
  private int profiled = 3;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      description = "Different tokens; default: as many as the recipe's corpus has.")
  private int vocabulary;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Write every round's figures too.")
  private Path json;

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  BenchTrainCommand(RecipeCatalog catalog, Provider<BenchTrials> trials, Devices devices) {
    this.catalog = catalog;
    this.trials = trials;
    this.devices = devices;
  }

  @Override
  public Integer call() throws IOException {
    BenchPlan plan = plan();
    List<BenchEntries.Entry> entries = BenchEntries.of(catalog, models, shared, own);
    KernelThreads.ask(threads);
    device.choose(devices, spec);
    List<BenchModel> open = new ArrayList<>();
    try {
      BenchTrials made = trials.get();
      for (BenchEntries.Entry entry : entries) {
        open.add(made.open(entry, vocabulary, threads));
      }
      report(plan, open, made);
    } finally {
      open.forEach(model -> model.trial().close());
    }
    return Failures.DONE;
  }

  private BenchPlan plan() {
    if (threads < 1) {
      throw wrong("--threads must be at least 1, found " + threads);
    }
    if (profiled < 0) {
      throw wrong("--profiled must be at least 0, found " + profiled);
    }
    if (vocabulary < 0) {
      throw wrong("--vocabulary must be at least 1, found " + vocabulary);
    }
    BenchOptions.requireFolder(spec, "--json", json);
    try {
      return new BenchPlan(warmUp, rounds, steps);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void report(BenchPlan plan, List<BenchModel> open, BenchTrials made) throws IOException {
    List<Turn> turns = new Interleaving(plan, this::progress).run(open);
    // Only now: the profiler would slow the updates that are timed.
    List<ModelShares> work = new ArrayList<>();
    if (splitsTime()) {
      for (BenchModel model : open) {
        work.add(made.profile(model, profiled));
      }
    }
    BenchReport report =
        BenchReport.of(
            BenchOptions.typed(spec),
            BenchHost.on(devices.description(), threads),
            plan,
            open,
            turns,
            work);
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    if (json != null) {
      report.write(json);
    }
  }

  private boolean splitsTime() {
    if (profiled > 0 && !devices.callsWait()) {
      spec.commandLine()
          .getErr()
          .println(
              "srupp: no time by kind of work: a card works on after each call has returned; with"
                  + " "
                  + Devices.BLOCKING
                  + "=1 in the environment it does not, and the shares (not the speeds) are those of"
                  + " its work");
      return false;
    }
    return profiled > 0;
  }

  private void progress(Turn turn) {
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "round %d/%d  %s  %,.0f tokens/s%n",
            turn.round(),
            rounds,
            turn.model(),
            turn.tokensPerSecond());
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
