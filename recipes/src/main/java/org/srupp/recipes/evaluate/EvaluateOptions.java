package org.srupp.recipes.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** All options of {@code evaluate}. */
public final class EvaluateOptions {
  @Mixin private InputOptions input;
  @Mixin private MetricOptions metric;
  @Mixin private SignificanceOptions significance;
  @Mixin private OutputOptions output;

  /**
   * A sentence for every option that cannot be.
   *
   * @throws EvaluateFailure if a file that an option names cannot be read
   */
  public List<String> mistakes(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    input.check(wrong);
    metric.metrics(output.sentenceLevel(), wrong);
    significance.check(environment, wrong);
    output.check(wrong);
    return wrong;
  }

  InputOptions input() {
    return input;
  }

  MetricOptions metric() {
    return metric;
  }

  /** The metrics in the order asked for. */
  List<NamedMetric> metrics() {
    return metric.metrics(output.sentenceLevel(), new ArrayList<>());
  }

  SignificanceOptions significance() {
    return significance;
  }

  OutputOptions output() {
    return output;
  }
}
