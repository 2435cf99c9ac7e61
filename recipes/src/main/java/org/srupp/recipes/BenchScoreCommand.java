package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.recipes.bench.BenchHost;
import org.srupp.recipes.bench.Contender;
import org.srupp.recipes.bench.PassPlan;
import org.srupp.recipes.language.LanguageModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench score}: how fast language models score the lines of a text, in turn. */
@Command(
    name = "score",
    description =
        "Measure how fast language models score the lines of a text, each by itself, round after"
            + " round in turn. Loading the models and reading the text are not in it; tokens are the"
            + " model's own, line ends included.",
    footer = {"", "Example:", "  srupp bench score --model RUN --data lines.txt --threads 1"})
final class BenchScoreCommand implements Callable<Integer> {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 6;

  private final Provider<LanguageModelFolder> folders;

  @Spec private CommandSpec spec;

  @Mixin private BenchModels measured;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Tokens before each one that it sees; default: the recipe's.")
  private Integer window;

  @Mixin private BenchOptions options = new BenchOptions(WARM_UP, ROUNDS);

  @Inject
  BenchScoreCommand(Provider<LanguageModelFolder> folders) {
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    PassPlan plan = options.plan(spec);
    List<BenchFolders.Named> named = named();
    BenchText text = measured.text(spec);
    try (BenchScorers open = new BenchScorers(folders.get(), measured.threads())) {
      List<Contender> contenders = new ArrayList<>();
      for (BenchFolders.Named model : named) {
        contenders.add(open.open(model, text, window == null ? 0 : window));
      }
      options.run(spec, plan, text.name(), contenders, BenchHost.here(measured.threads()));
    }
    return Failures.DONE;
  }

  private List<BenchFolders.Named> named() {
    List<String> wrong = new ArrayList<>();
    measured.check(wrong);
    if (window != null && window < 1) {
      wrong.add("--window must be at least 1, found " + window);
    }
    return measured.named(spec, wrong);
  }
}
