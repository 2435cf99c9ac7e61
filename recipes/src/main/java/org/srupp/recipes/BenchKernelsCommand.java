package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.kernels.bench.KernelBench;
import org.srupp.recipes.run.RunCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench kernels}: the kernels, checked and then timed; starts no engine. */
@Command(
    name = "kernels",
    description =
        "Check the kernels of this processor, or of a CUDA card, against their twins and, if all"
            + " agree, time them.")
final class BenchKernelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, or a card such as cuda:0; default: ${DEFAULT-VALUE}.")
  private String device = "cpu";

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private String json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Check with the inputs of the run whose report says this seed.")
  private Long seed;

  @Inject
  BenchKernelsCommand() {}

  @Override
  public Integer call() {
    String commit = RunCard.commitOf(BenchKernelsCommand.class);
    List<String> options = new ArrayList<>(List.of("--device", device, "--commit", commit));
    if (json != null) {
      options.addAll(List.of("--json", json));
    }
    if (seed != null) {
      options.addAll(List.of("--seed", seed.toString()));
    }
    String command = BenchOptions.typed(spec);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    return KernelBench.run(options, command, out::println, line -> err.println("srupp: " + line));
  }
}
