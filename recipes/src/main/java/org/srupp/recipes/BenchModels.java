package org.srupp.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of measurements of trained models: which, on what text, on how many processors. */
final class BenchModels {
  @Option(
      names = "--model",
      required = true,
      split = ",",
      paramLabel = "[NAME=]FOLDER",
      description = "Model or run folders to measure; ratios of times are to the first.")
  private List<String> models;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Text in UTF-8, plain or .gz, a sentence a line.")
  private Path data;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Sentences computed at once; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }

  /** Adds a sentence for every option that cannot be. */
  void check(List<String> wrong) {
    if (threads < 1) {
      wrong.add("--threads must be at least 1, found " + threads);
    }
  }

  /**
   * The folders.
   *
   * @param wrong sentences about all options
   * @throws ParameterException if there are any, or two models have one name
   */
  List<BenchFolders.Named> named(CommandSpec spec, List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    try {
      return BenchFolders.of(models);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** The text; asks kernels that are made from now on for the number of threads. */
  BenchText text(CommandSpec spec) throws IOException {
    KernelThreads.ask(threads);
    return BenchText.read(data, spec.commandLine().getErr());
  }
}
