package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.seq2seq.train.ScheduleConfig.Kind;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.TensorAssert;

class ScheduleTest {
  static List<GoldenCase> goldenSchedules() {
    return Golden.ofKind("lr_schedule");
  }

  @ParameterizedTest
  @MethodSource("goldenSchedules")
  void cosineIsTheAuthorsChainedOne(GoldenCase golden) {
    JsonNode config = golden.config();
    Schedule schedule =
        cosine(
            config.get("variant").asText(),
            config.get("base_lr").asDouble(),
            config.get("warmup_steps").asLong(),
            config.get("max_iter").asLong());
    double[] expected = golden.tensor("out.lr_used").values();
    double[] actual = new double[expected.length];
    for (int n = 0; n < actual.length; n++) {
      actual[n] = schedule.learningRate(n);
    }
    TensorAssert.assertClose("learning rate", expected, actual, golden.outTolerance());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.875e-8",
    "15999, 3.0e-4",
    "16000, 2.99999852e-4",
    "100000, 2.57079465e-4",
    "200000, 1.50593664e-4",
    "300000, 4.41078630e-5",
    "399999, 4.6447e-15",
    "400000, 0",
    "500000, 0"
  })
  void cosineOfTheEnwik8Defaults(long update, double expected) {
    double actual = cosine("enwik8", 3e-4, 16_000, 400_000).learningRate(update);
    assertEquals(expected, actual, 1e-5 * expected); // the figures have five to nine digits
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1e-7", "5000,5e-4", "10000,1e-3", "20000,7.0711e-4", "64000,3.9528e-4"})
  void noamOfTheTranslationBaseline(long update, double expected) {
    Schedule schedule = Schedule.of(new ScheduleConfig(Kind.NOAM, 0.1, 10_000, 0, 0, 1));
    assertEquals(expected, schedule.learningRate(update), 1e-4 * expected); // five digits given
  }

  @Test
  void noamShrinksWithTheRootOfTheModelDimension() {
    Schedule wide = Schedule.of(new ScheduleConfig(Kind.NOAM, 2, 400, 0, 0, 256));
    Schedule one = Schedule.of(new ScheduleConfig(Kind.NOAM, 2, 400, 0, 0, 1));
    assertEquals(one.learningRate(777) / 16, wide.learningRate(777), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"0,1e-7", "2000,2.5005e-4", "4000,5e-4", "16000,2.5e-4", "100000,1e-4"})
  void inverseSquareRootRisesToThePeak(long update, double expected) {
    Schedule schedule =
        Schedule.of(new ScheduleConfig(Kind.INVERSE_SQUARE_ROOT, 5e-4, 4000, 1e-7, 0, 0));
    assertEquals(expected, schedule.learningRate(update), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"CONSTANT,0,0.5", "CONSTANT,3,2", "CONSTANT,4,2", "CONSTANT,99,2", "LINEAR,0,0.5"})
  void warmupRisesToTheRate(Kind kind, long update, double expected) {
    Schedule schedule = Schedule.of(new ScheduleConfig(kind, 2, 4, 0, 100, 0));
    assertEquals(expected, schedule.learningRate(update));
  }

  @ParameterizedTest
  @CsvSource({"3,2", "4,2", "52,1", "99,0.0208333333333333", "100,0", "101,0"})
  void linearFallsToZero(long update, double expected) {
    Schedule schedule = Schedule.of(new ScheduleConfig(Kind.LINEAR, 2, 4, 0, 100, 0));
    assertEquals(expected, schedule.learningRate(update), 1e-14);
  }

  @Test
  void withoutWarmupTheRateStartsAtItsPeak() {
    for (Kind kind : List.of(Kind.CONSTANT, Kind.COSINE, Kind.COSINE_FROM_ZERO, Kind.LINEAR)) {
      Schedule schedule = Schedule.of(new ScheduleConfig(kind, 0.25, 0, 0, 100, 0));
      assertEquals(0.25, schedule.learningRate(0), kind.name());
    }
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    assertMessage(
        "learningRate must be positive and finite, found NaN; warmupUpdates must be at least 1 with NOAM,"
            + " found 0; warmupStart must be in [0, learningRate = NaN], found 0.0; modelDimension must be at"
            + " least 1, found 0",
        () -> new ScheduleConfig(Kind.NOAM, Double.NaN, 0, 0, 0, 0));
    assertMessage(
        "totalUpdates must be above warmupUpdates = 10 with COSINE, found 10",
        () -> new ScheduleConfig(Kind.COSINE, 1, 10, 0, 10, 0));
  }

  static Schedule cosine(String variant, double rate, long warmup, long total) {
    Kind kind = variant.equals("wt103") ? Kind.COSINE_FROM_ZERO : Kind.COSINE;
    return Schedule.of(new ScheduleConfig(kind, rate, warmup, 0, total, 0));
  }

  private static void assertMessage(String expected, Runnable action) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}
