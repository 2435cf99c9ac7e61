package org.srupp.recipes.evaluate;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srupp.eval.Bleu;
import org.srupp.eval.Bootstrap;
import org.srupp.eval.CorpusMetric;
import org.srupp.eval.PairedResult;
import org.srupp.eval.Score;
import org.srupp.eval.SegmentStatistics;
import org.srupp.eval.Signature;

/** One run of {@code evaluate}, in sacreBLEU's four modes. */
public final class Evaluation {
  private final EvaluateOptions options;
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final Notes notes;

  /**
   * A run.
   *
   * @param options without {@linkplain EvaluateOptions#mistakes mistakes}
   * @param environment the process's
   * @param out receives scores
   * @param err receives everything else
   */
  public Evaluation(
      EvaluateOptions options, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.environment = environment;
    this.out = out;
    this.notes = new Notes(err, options.output().quiet());
  }

  /**
   * Reads, scores and prints.
   *
   * @param stdin has the systems if no option names files
   * @param folder where relative names of files begin
   * @return the exit code; what failed has been said then
   */
  public int run(InputStream stdin, Path folder) {
    try {
      List<NamedMetric> metrics = options.metrics();
      refuseSeveralMetricsBySentence(metrics);
      boolean paired = options.significance().paired();
      EvaluateInput input = options.input().read(stdin, folder, paired, notes);
      refuseWhatDoesNotGoTogether(input.systems().size());
      options.metric().advice().ifPresent(notes::info);
      score(metrics, input);
      return 0;
    } catch (EvaluateFailure e) {
      notes.failed(e.getMessage());
      return e.exitCode();
    }
  }

  private void refuseSeveralMetricsBySentence(List<NamedMetric> metrics) {
    if (options.output().sentenceLevel() && metrics.size() > 1) {
      throw failure("Only one metric can be used in sentence-level mode, found " + metrics.size());
    }
  }

  private void refuseWhatDoesNotGoTogether(int systems) {
    SignificanceOptions significance = options.significance();
    if (options.output().sentenceLevel() && systems > 1) {
      throw failure("Only one system can be evaluated in sentence-level mode, found " + systems);
    }
    if (options.output().sentenceLevel() && significance.any()) {
      throw failure("Statistical tests are unavailable in sentence-level mode; leave out one");
    }
    if (significance.paired() && systems == 1) {
      throw failure("Paired tests require multiple input systems given to --input (-i), found 1");
    }
    if (significance.confidence() && systems > 1) {
      throw failure(
          "--confidence is for one system, found "
              + systems
              + "; use a paired test (--paired-bs) for multiple systems");
    }
  }

  private static EvaluateFailure failure(String sentence) {
    return new EvaluateFailure(EvaluateFailure.FAILED, sentence);
  }

  private void score(List<NamedMetric> metrics, EvaluateInput input) {
    OutputFormat format = options.output().format(environment);
    if (options.output().sentenceLevel()) {
      sentences(metrics.get(0).metric(), input);
      return;
    }
    List<NamedMetric> sorted =
        metrics.stream().sorted(Comparator.comparing(NamedMetric::choice)).toList();
    if (input.systems().size() == 1) {
      List<Score> scores = sorted.stream().map(metric -> single(metric.metric(), input)).toList();
      line(ScoreLines.of(scores, format, options.output()));
      return;
    }
    notes.info("Found " + input.systems().size() + " systems.");
    SystemTable table =
        options.significance().paired()
            ? new PairedRun(options.significance().test(environment), this::statistics, notes)
                .table(metrics, input, options.significance().step())
            : systems(sorted, input);
    line(TableReport.of(table, format, options.output(), options.significance()));
  }

  private void sentences(CorpusMetric metric, EvaluateInput input) {
    List<String> lines = input.systems().get(0).lines();
    SegmentStatistics statistics = metric.statistics(lines, input.references());
    Signature signature = metric.signature(statistics.references());
    for (int i = 0; i < lines.size(); i++) {
      line(ScoreLines.text(metric.score(statistics.row(i), signature), options.output()));
    }
  }

  private Score single(CorpusMetric metric, EvaluateInput input) {
    SegmentStatistics statistics = statistics(metric, input, 0);
    Optional<Bootstrap> bootstrap = options.significance().bootstrap(environment);
    return bootstrap
        .map(resampling -> resampling.score(metric, statistics))
        .orElseGet(
            () -> metric.score(statistics.sums(), metric.signature(statistics.references())));
  }

  private SystemTable systems(List<NamedMetric> metrics, EvaluateInput input) {
    List<List<PairedResult>> columns = new ArrayList<>();
    metrics.forEach(metric -> columns.add(new ArrayList<>()));
    for (int i = 0; i < input.systems().size(); i++) {
      for (int k = 0; k < metrics.size(); k++) {
        CorpusMetric metric = metrics.get(k).metric();
        SegmentStatistics statistics = statistics(metric, input, i);
        Score score = metric.score(statistics.sums(), metric.signature(statistics.references()));
        columns.get(k).add(new PairedResult(score, Optional.empty(), Optional.empty()));
      }
    }
    return new SystemTable(input.names(), columns.stream().map(SystemTable.Column::new).toList());
  }

  private SegmentStatistics statistics(CorpusMetric metric, EvaluateInput input, int system) {
    List<String> lines = input.systems().get(system).lines();
    SegmentStatistics statistics = metric.statistics(lines, input.references());
    if (metric instanceof Bleu && !options.metric().force()) {
      Bleu.tokenizedPeriods(lines).ifPresent(warning -> warning.lines().forEach(notes::warn));
    }
    return statistics;
  }

  /** LF on every system: scripts compare bytes. */
  private void line(String text) {
    out.print(text);
    out.print('\n');
  }
}
