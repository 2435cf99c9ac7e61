package org.srupp.eval;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds of one corpus score of 100,000 made captions on all processors, reading not counted.
 * Run: {@code mvn -Pbench -pl eval clean verify -DskipTests}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(1)
public class MetricBenchmark {
  private static final int SEGMENTS = 100_000;

  @Param({"bleu", "chrf", "chrf++", "ter"})
  public String name;

  private Metric metric;
  private List<String> references;
  private List<String> hypotheses;

  @Setup
  public void draw() {
    references = Texts.captions(SEGMENTS, 1);
    hypotheses = Texts.corrupted(references, 2);
    metric =
        switch (name) {
          case "bleu" -> new Bleu(BleuConfig.DEFAULTS);
          case "chrf" -> new Chrf(ChrfConfig.DEFAULTS);
          case "chrf++" -> new Chrf(ChrfConfig.DEFAULTS.withWordOrder(2));
          default -> new Ter(TerConfig.DEFAULTS);
        };
  }

  @Benchmark
  public Score corpus() {
    return metric.corpus(hypotheses, List.of(references));
  }
}
