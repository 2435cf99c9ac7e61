package org.srupp.recipes.training;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.srupp.recipes.run.MetricKey;
import org.srupp.recipes.run.MetricsLog;
import org.srupp.recipes.run.MetricsRecord;
import org.srupp.recipes.run.ProgressLine;
import org.srupp.recipes.run.RunFolder;
import org.srupp.recipes.run.SampleTranslation;
import org.srupp.recipes.run.TensorBoardWriter;
import org.srupp.seq2seq.train.ProgressListener;
import org.srupp.seq2seq.train.UpdateReport;
import org.srupp.seq2seq.train.Validation;
import org.srupp.seq2seq.train.ValidationReport;

/** Shows and records how a training goes: progress line, {@code log.jsonl}, TensorBoard events. */
public final class RunLog implements ProgressListener, AutoCloseable {
  private final ProgressLine progress;
  private final MetricsLog metrics;
  private final TensorBoardWriter events;
  private final long logEvery;
  private final ValidationFigures figures;

  private double nats;
  private double seconds;
  private long tokens;

  /**
   * Opens the logs of a run.
   *
   * @param step the last update whose records stay; 0 for a new run
   * @param figures what is told of a validation
   */
  public RunLog(
      RunFolder folder, long step, long totalUpdates, long logEvery, ValidationFigures figures) {
    this.logEvery = logEvery;
    this.figures = figures;
    progress = ProgressLine.onStderr(totalUpdates, logEvery);
    metrics = MetricsLog.open(folder.log(), step);
    events = TensorBoardWriter.open(folder.tensorBoard(), step);
  }

  /** Prints a sentence that stays. */
  public void message(String text) {
    progress.message(text);
  }

  @Override
  public void updated(UpdateReport report) {
    nats += report.lossNats() * report.tokens();
    seconds += report.tokens() / report.tokensPerSecond();
    tokens += report.tokens();
    progress.update(
        new ProgressLine.Update(
            report.step(),
            report.lossNats(),
            report.tokensPerSecond(),
            report.gradientNorm(),
            report.learningRate(),
            report.elapsedSeconds()));
    if (report.step() % logEvery == 0) {
      record(report);
    }
  }

  private void record(UpdateReport report) {
    Map<MetricKey, Double> values = new EnumMap<>(MetricKey.class);
    values.put(MetricKey.TRAIN_LOSS, nats / tokens);
    values.put(MetricKey.TOKENS_PER_SECOND, tokens / seconds);
    values.put(MetricKey.GRAD_NORM, report.gradientNorm());
    values.put(MetricKey.LEARNING_RATE, report.learningRate());
    append(report.step(), report.epoch(), report.elapsedSeconds(), values, List.of());
    nats = 0;
    seconds = 0;
    tokens = 0;
  }

  @Override
  public void validated(ValidationReport report) {
    Map<MetricKey, Double> values = new EnumMap<>(MetricKey.class);
    values.put(MetricKey.VALID_LOSS, report.validation().natsPerToken());
    values.putAll(figures.values(report.validation()));
    List<SampleTranslation> translations = figures.samples();
    append(report.step(), report.epoch(), report.elapsedSeconds(), values, translations);
    progress.message(summary(report));
    for (SampleTranslation sample : translations) {
      progress.message("  source      " + sample.source());
      progress.message("  reference   " + sample.reference());
      progress.message("  translation " + sample.translation());
    }
  }

  private String summary(ValidationReport report) {
    Validation validation = report.validation();
    return String.format(
        Locale.ROOT,
        "step %d  epoch %d  valid loss %.4f  %s%s",
        report.step(),
        report.epoch() + 1,
        validation.natsPerToken(),
        figures.summary(validation),
        report.best() ? "  (best)" : "");
  }

  private void append(
      long step,
      long epoch,
      double elapsed,
      Map<MetricKey, Double> values,
      List<SampleTranslation> translations) {
    MetricsRecord metricsRecord = new MetricsRecord(step, epoch + 1, elapsed, values, translations);
    metrics.append(metricsRecord);
    events.append(metricsRecord);
  }

  @Override
  public void close() {
    progress.close();
    metrics.close();
    events.close();
  }
}
