package org.srupp.recipes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.bench.BenchHost;
import org.srupp.recipes.bench.Contender;
import org.srupp.recipes.bench.PassPlan;
import org.srupp.recipes.bench.PassReport;
import org.srupp.recipes.bench.PassRounds;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of every measurement over a text, and what they ask for. */
final class BenchOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Timed passes of each over the text; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Passes of each before; default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--json", paramLabel = "FILE", description = "Write every pass's figures too.")
  private Path json;

  /** Options with the defaults of a command. */
  BenchOptions(int warmUp, int rounds) {
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /**
   * How much is measured.
   *
   * @throws ParameterException if an option cannot be
   */
  PassPlan plan(CommandSpec spec) {
    requireFolder(spec, "--json", json);
    try {
      return new PassPlan(warmUp, rounds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** Measures, says so round by round on stderr, and prints the table. */
  void run(
      CommandSpec spec, PassPlan plan, String data, List<Contender> contenders, BenchHost host) {
    PassRounds passes =
        new PassRounds(
            plan,
            turn ->
                spec.commandLine()
                    .getErr()
                    .printf(
                        Locale.ROOT,
                        "round %d/%d  %s  %,.0f %s/s%n",
                        turn.round(),
                        plan.rounds(),
                        turn.name(),
                        turn.perSecond(),
                        contenders.getFirst().work().units()));
    PassReport report =
        PassReport.of(typed(spec), host, data, plan, contenders, passes.run(contenders));
    report.lines().forEach(spec.commandLine().getOut()::println);
    if (json != null) {
      report.write(json);
    }
  }

  /**
   * Refuses a file that could not be written after all the measuring.
   *
   * @param file of the option, or null
   */
  static void requireFolder(CommandSpec spec, String option, Path file) {
    if (file != null && Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(), option + " must name a file, found the folder " + file);
    }
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new ParameterException(spec.commandLine(), option + ": there is no folder for " + file);
    }
  }

  /** The whole command line. */
  static String typed(CommandSpec spec) {
    CommandSpec top = spec;
    while (top.parent() != null) {
      top = top.parent();
    }
    return "srupp " + String.join(" ", top.commandLine().getParseResult().originalArgs());
  }
}
