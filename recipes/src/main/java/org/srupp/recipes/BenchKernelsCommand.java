package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.kernels.bench.KernelBench;
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

  @Inject
  BenchKernelsCommand() {}

  @Override
  public Integer call() {
    List<String> options = new ArrayList<>(List.of("--device", device));
    if (json != null) {
      options.addAll(List.of("--json", json));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    return KernelBench.run(options, out::println, line -> err.println("srupp: " + line));
  }
}
