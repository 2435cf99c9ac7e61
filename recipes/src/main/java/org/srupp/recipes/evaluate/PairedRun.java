package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.srupp.eval.CorpusMetric;
import org.srupp.eval.PairedTest;
import org.srupp.eval.SegmentStatistics;

/** A paired test of all systems under all metrics, with sacreBLEU's notes on the way. */
final class PairedRun {
  private final PairedTest test;
  private final Statistics statistics;
  private final Notes notes;

  /** Computes a system's statistics and warns where a warning is due. */
  interface Statistics {
    SegmentStatistics of(CorpusMetric metric, EvaluateInput input, int system);
  }

  PairedRun(PairedTest test, Statistics statistics, Notes notes) {
    this.test = test;
    this.statistics = statistics;
    this.notes = notes;
  }

  /**
   * Runs it.
   *
   * @param metrics in the order in which they are printed
   * @param step what the notes say about each system and metric
   */
  SystemTable table(List<NamedMetric> metrics, EvaluateInput input, String step) {
    List<List<SegmentStatistics>> tables = new ArrayList<>();
    for (NamedMetric metric : metrics) {
      notes.info(
          "Pre-computing "
              + metric.choice().name().replace('_', '-')
              + " statistics for "
              + Notes.quoted(input.names().get(0)));
      tables.add(new ArrayList<>(List.of(statistics.of(metric.metric(), input, 0))));
    }
    for (int i = 1; i < input.systems().size(); i++) {
      for (int k = 0; k < metrics.size(); k++) {
        CorpusMetric metric = metrics.get(k).metric();
        notes.info(
            "Computing "
                + metric.name()
                + " for "
                + Notes.quoted(input.names().get(i))
                + " and extracting sufficient statistics");
        tables.get(k).add(statistics.of(metric, input, i));
        notes.info(step);
      }
    }
    List<SystemTable.Column> columns = new ArrayList<>();
    for (int k = 0; k < metrics.size(); k++) {
      columns.add(new SystemTable.Column(test.compare(metrics.get(k).metric(), tables.get(k))));
    }
    return new SystemTable(input.names(), columns);
  }
}
