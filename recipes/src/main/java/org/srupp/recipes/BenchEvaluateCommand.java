package org.srupp.recipes;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.srupp.recipes.bench.BenchHost;
import org.srupp.recipes.bench.Contender;
import org.srupp.recipes.bench.Counted;
import org.srupp.recipes.bench.PassPlan;
import org.srupp.recipes.corpora.WordCounter;
import org.srupp.recipes.evaluate.TimedMetrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench evaluate}: how fast metrics score files; starts no engine. */
@Command(
    name = "evaluate",
    description =
        "Measure how fast BLEU, chrF and TER, or the metrics of -m, score the output of one system;"
            + " reading the files is not in it.",
    footer = {"", "Example:", "  srupp bench evaluate reference.en -i output.en -m bleu ter"})
final class BenchEvaluateCommand implements Callable<Integer> {
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 10;

  @Spec private CommandSpec spec;

  @Mixin private TimedMetrics metrics;

  @Mixin private BenchOptions options = new BenchOptions(WARM_UP, ROUNDS);

  @Inject
  BenchEvaluateCommand() {}

  @Override
  public Integer call() {
    PassPlan plan = options.plan(spec);
    List<String> wrong = metrics.mistakes();
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    TimedMetrics.Timed timed = read();
    Counted words = new Counted("word", words(timed.lines()));
    Counted segments = new Counted("segment", timed.lines().size());
    List<Contender> contenders =
        timed.metrics().stream()
            .map(each -> new Contender(each.name(), words, segments, each.pass()))
            .toList();
    // The metrics count on the common pool, with the caller's thread as one more.
    BenchHost host = BenchHost.withoutEngine(1 + ForkJoinPool.getCommonPoolParallelism());
    options.run(spec, plan, timed.name(), contenders, host);
    return Failures.DONE;
  }

  private TimedMetrics.Timed read() {
    try {
      return metrics.read(Path.of(""));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static long words(List<String> lines) {
    return lines.stream().mapToLong(line -> WordCounter.WHITE_SPACE.count("", line)).sum();
  }
}
