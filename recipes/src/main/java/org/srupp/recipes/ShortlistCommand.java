package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.translation.ShortlistLearning;
import org.srupp.seq2seq.shortlist.Shortlist;
import org.srupp.seq2seq.shortlist.ShortlistBuilder;
import org.srupp.seq2seq.shortlist.ShortlistConfig;
import org.srupp.seq2seq.shortlist.ShortlistFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shortlist}: which target pieces {@code translate --shortlist} looks at. */
@Command(
    name = "shortlist",
    description = {
      "Learn from the training text which target pieces translate which source pieces (IBM Model 1);"
          + " `translate --shortlist` looks at these alone.",
      "Lines of more than "
          + ShortlistBuilder.MAX_PIECES
          + " pieces, and their pairs, are left out."
    })
final class ShortlistCommand implements Callable<Integer> {
  private final Provider<ShortlistLearning> learning;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "Model folder, or run folder of a training, whose tokenizers are used.")
  private Path folder;

  @Option(
      names = "--src",
      required = true,
      paramLabel = "FILE",
      description = "Source side of the training text, raw, UTF-8, plain or .gz.")
  private Path source;

  @Option(
      names = "--tgt",
      required = true,
      paramLabel = "FILE",
      description = "Target side, line n the translation of line n.")
  private Path target;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The shortlist; appears whole or not at all.")
  private Path out;

  @Option(
      names = "--frequent",
      paramLabel = "N",
      description = "Most frequent target pieces, for every line; default: 100.")
  private int frequent = ShortlistConfig.DEFAULT.frequent();

  @Option(
      names = "--best",
      paramLabel = "N",
      description = "Target pieces for each source piece; default: 50.")
  private int best = ShortlistConfig.DEFAULT.best();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Change the time, not the result; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Inject
  ShortlistCommand(Provider<ShortlistLearning> learning) {
    this.learning = learning;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Shortlist shortlist =
        learning.get().learn(folder, source, target, new ShortlistConfig(frequent, best), threads);
    ShortlistFile.write(out, shortlist);
    spec.commandLine().getErr().println("srupp: " + summary(shortlist));
    return Failures.DONE;
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    atLeastOne("--frequent", frequent, wrong);
    atLeastOne("--best", best, wrong);
    atLeastOne("--threads", threads, wrong);
    if (Files.isDirectory(out)) {
      wrong.add("--out must name a file, found the folder " + out);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    TextFlow.requireReadable(List.of(source.toString(), target.toString()));
  }

  private static void atLeastOne(String option, int found, List<String> wrong) {
    if (found < 1) {
      wrong.add(option + " must be at least 1, found " + found);
    }
  }

  private static String summary(Shortlist shortlist) {
    int pieces = shortlist.source().size();
    double mean = 0;
    for (int id = 0; id < pieces; id++) {
      mean += (double) shortlist.best(id).length / pieces;
    }
    return String.format(
        Locale.ROOT,
        "%d target pieces for every line, %.1f for a source piece, of %d",
        shortlist.frequent().length,
        mean,
        shortlist.target().size());
  }
}
