package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.FakeCards;

class CardBenchTest {
  private static final BenchPlan SMALL =
      new BenchPlan(
          List.of(
              RecurrenceSpec.languageModel(5, 2, 6, ElementType.BFLOAT16),
              RecurrenceSpec.encoder(5, 2, 6, ElementType.FLOAT32)),
          List.of(SoftmaxSpec.languageModel(2, 3, 8, ElementType.BFLOAT16)),
          List.of(ResidualSpec.recurrent(5, 6, ElementType.BFLOAT16)),
          1000,
          4096,
          new Repetition(1, 0, 3));

  private static final BenchRun RUN = new BenchRun("srupp bench kernels", "0123abc", 7);

  /** What the checks need and little more: the time of the timer's fills follows from it. */
  private static final long MEMORY = 1L << 27;

  @TempDir Path cache;

  @Test
  void aCardWhoseKernelsAgreeIsTimed() throws IOException {
    CudaDevice device = new FakeCards().free(MEMORY).open(cache);
    BenchReport report = new CardBench(device, SMALL).report(RUN);
    assertFalse(report.failed(), () -> String.join("\n", report.lines()));
    assertEquals(42, report.checks().size());
    assertEquals(firstCheck(device, RUN.seed()), report.checks().get(0));
    assertNotEquals(firstCheck(device, 8), report.checks().get(0));
    assertEquals(10, report.timings().all().size());
    assertEquals(List.of(), report.notes());
    List<String> lines = report.lines();
    assertEquals(
        List.of(
            "cuda:0  Fake card, compute capability 8.9, 4 processors, driver of CUDA 13.0",
            "command srupp bench kernels",
            "commit 0123abc, seed 7 (--seed 7 checks with the same inputs)",
            ""),
        lines.subList(0, 4));
    assertEquals(4 + 1 + 42 + 2 + 10, lines.size());
    JsonNode json = new ObjectMapper().readTree(new BenchJson(report).text());
    assertEquals(89, json.get("capability").asInt());
    assertEquals("srupp bench kernels", json.get("command").asText());
    assertEquals("0123abc", json.get("commit").asText());
    assertEquals(7, json.get("seed").asLong());
    assertEquals(42, json.get("checks").size());
    assertEquals(1, json.get("timings").get(0).get("share_of_copy").asDouble());
    assertTrue(json.get("timings").get(0).get("chain_seconds").isNull());
    assertEquals(MEMORY - device.workspace(0, 1).byteSize(), device.freeBytes());
  }

  private static Check firstCheck(CudaDevice device, long seed) {
    return new RecurrenceCheck(device).run(RecurrenceCheck.specs(ElementType.FLOAT32).get(0), seed);
  }

  @Test
  void theLeastTimeOfTheChainStandsBesideTheRecurrences() throws IOException {
    CudaDevice device = new FakeCards().free(MEMORY).open(cache);
    RecurrenceSpec spec = SMALL.recurrences().get(0);
    List<Timing> timings = new CardTimings(device, SMALL).recurrence(spec);
    BenchReport report =
        new BenchReport(
            RUN,
            Subject.card(device.properties(), "13.0"),
            List.of(),
            new Timings(Optional.empty(), timings),
            List.of());
    // 5 steps of 48 cycles forward and 8 backward at 1.5 GHz.
    JsonNode json = new ObjectMapper().readTree(new BenchJson(report).text()).get("timings");
    assertEquals(160e-9, json.get(0).get("chain_seconds").asDouble(), 1e-15);
    assertEquals(5 * 8 / 1.5e9, json.get(1).get("chain_seconds").asDouble(), 1e-15);
    assertTrue(json.get(0).get("share_of_copy").isNull());
    assertTrue(report.lines().get(7).endsWith("      -     0.000"), report.lines().get(7));
  }

  @Test
  void whatTheCardCannotHoldIsNotTimedAndSaidSo() {
    BenchPlan large =
        new BenchPlan(
            List.of(RecurrenceSpec.languageModel(1024, 64, 256, ElementType.FLOAT32)),
            List.of(SoftmaxSpec.languageModel(64, 256, 2048, ElementType.FLOAT32)),
            List.of(ResidualSpec.recurrent(1 << 14, 512, ElementType.FLOAT32)),
            1L << 23,
            1L << 26,
            new Repetition(1, 0, 1));
    CudaDevice device = new FakeCards().free(MEMORY).open(cache);
    BenchReport report = new CardBench(device, large).report(RUN);
    assertEquals(List.of(), report.timings().all());
    List<String> starts =
        List.of(
            "not timed: copy: cuda:0 has no memory for 0.06 GiB more ",
            "not timed: recurrence k=3 L=1024 B=64 D=256 FLOAT32 forward: cuda:0 has no",
            "not timed: softmax B=64 H=1 L=256 K=2048 FLOAT32: cuda:0 has no",
            "not timed: residual N=16384 P=512 FLOAT32 branch alpha dropout: cuda:0 has no",
            "not timed: update of 8388608: cuda:0 has no");
    assertEquals(starts.size(), report.notes().size());
    for (int i = 0; i < starts.size(); i++) {
      String note = report.notes().get(i);
      assertTrue(
          note.startsWith(starts.get(i))
              && note.matches(".*; an?.* \\d+.* would fit|.*; N=\\d+ would fit"),
          note);
    }
    int lines = report.lines().size();
    assertEquals(report.notes(), report.lines().subList(lines - starts.size(), lines));
  }
}
