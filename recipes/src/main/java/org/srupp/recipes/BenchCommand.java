package org.srupp.recipes;

import com.google.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench} without a subcommand: prints what can be measured. */
@Command(
    name = "bench",
    description = "Measure speed.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchTrainCommand.class,
      BenchTranslateCommand.class,
      BenchEvaluateCommand.class,
      BenchScoreCommand.class,
      BenchKernelsCommand.class
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Inject
  BenchCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
