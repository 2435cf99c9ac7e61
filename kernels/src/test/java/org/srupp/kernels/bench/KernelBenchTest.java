package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.driver.FakeCards;

class KernelBenchTest {
  private static final BenchPlan SMALL =
      new BenchPlan(
          List.of(
              RecurrenceSpec.languageModel(5, 2, 6, ElementType.BFLOAT16),
              RecurrenceSpec.encoder(5, 2, 6, ElementType.FLOAT32)),
          List.of(SoftmaxSpec.languageModel(2, 3, 8, ElementType.BFLOAT16)),
          List.of(ResidualSpec.recurrent(5, 6, ElementType.BFLOAT16)),
          1000,
          4096,
          1,
          3);

  private static final BenchPlan SMALL_OF_THE_PROCESSOR =
      new BenchPlan(
          List.of(RecurrenceSpec.encoder(5, 2, 6, ElementType.FLOAT32)),
          List.of(SoftmaxSpec.encoder(2, 3, 8, ElementType.FLOAT32)),
          List.of(ResidualSpec.transformer(5, 6, ElementType.FLOAT32)),
          1000,
          4096,
          1,
          3);

  @TempDir Path cache;

  @Test
  void aCardWhoseKernelsAgreeIsTimed() throws IOException {
    BenchReport report = KernelBench.report(new FakeCards().free(1L << 27).open(cache), SMALL);
    assertFalse(report.failed(), () -> String.join("\n", report.lines()));
    assertEquals(42, report.checks().size());
    assertEquals(10, report.timings().size());
    assertEquals(List.of(), report.notes());
    List<String> lines = report.lines();
    assertEquals(
        "cuda:0  Fake card, compute capability 8.9, 4 processors, driver of CUDA 13.0",
        lines.get(0));
    assertEquals(3 + 42 + 2 + 10, lines.size());
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertEquals(89, json.get("capability").asInt());
    assertEquals(42, json.get("checks").size());
    assertEquals(1, json.get("timings").get(0).get("share_of_copy").asDouble());
    assertTrue(json.get("timings").get(0).get("chain_seconds").isNull());
  }

  @Test
  void aProcessorWhoseKernelsAgreeIsTimed() throws IOException {
    BenchReport report = new HostBench(SMALL_OF_THE_PROCESSOR).report();
    assertFalse(report.failed(), () -> String.join("\n", report.lines()));
    assertEquals(15, report.checks().size());
    assertEquals(8, report.timings().size());
    assertTrue(report.lines().get(0).startsWith("cpu  "), report.lines().get(0));
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertTrue(json.get("vector_bits").asInt() >= 128);
    assertEquals(8, json.get("timings").size());
  }

  @Test
  void whatTheCardCannotHoldIsNotTimedAndSaidSo() {
    FakeCards cards = new FakeCards().free(1L << 27);
    BenchPlan large =
        new BenchPlan(
            List.of(RecurrenceSpec.languageModel(1024, 64, 256, ElementType.FLOAT32)),
            List.of(),
            List.of(),
            1L << 24,
            4096,
            1,
            1);
    BenchReport report = KernelBench.report(cards.open(cache), large);
    assertEquals(1, report.timings().size());
    assertEquals(2, report.notes().size());
    assertTrue(
        report.notes().get(0).startsWith("not timed: cuda:0 has no memory for 0.19 GiB more"));
    assertTrue(report.notes().get(0).matches(".*; a batch of \\d+ would fit"));
  }

  @Test
  void aWrongResultFailsAndIsNamed() {
    Check nan = new Check("recurrence", "gradX", Double.NaN, 1e-5);
    Check wrong = new Check("recurrence", "gradX", 1.1e-5, 1e-5);
    Check right = new Check("recurrence", "h", 0.9e-5, 1e-5);
    assertTrue(nan.failed() && wrong.failed() && !right.failed());
    BenchReport report =
        new BenchReport(
            Subject.card(new FakeCards().open(cache).properties(), "13.0"),
            List.of(right, nan),
            List.of(),
            List.of());
    assertTrue(report.failed());
    assertTrue(report.lines().get(4).endsWith("WRONG"));
    assertEquals("a wrong kernel is not timed", report.lines().get(5));
  }

  @Test
  void optionsAreRead() {
    assertEquals(new BenchOptions(0, null), BenchOptions.parse(List.of()));
    assertEquals(
        new BenchOptions(3, "out.json"),
        BenchOptions.parse(List.of("--json", "out.json", "--device", "cuda:3")));
    assertUsage(
        "unknown option --gpu, expected --device cpu, --device cuda:N or --json FILE", "--gpu");
    assertUsage("--device needs a value", "--device");
    assertEquals(
        new BenchOptions(BenchOptions.CPU, null), BenchOptions.parse(List.of("--device", "cpu")));
    assertUsage(
        "--device: found gpu, expected cpu, cuda or cuda:N, such as cuda:0", "--device", "gpu");
  }

  @Test
  void aWrongCommandLineIsOneSentence() {
    List<String> said = new ArrayList<>();
    assertEquals(KernelBench.USAGE, KernelBench.run(List.of("--gpu"), said::add, said::add));
    assertEquals(
        List.of("unknown option --gpu, expected --device cpu, --device cuda:N or --json FILE"),
        said);
  }

  private static void assertUsage(String message, String... args) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse(List.of(args)))
            .getMessage());
  }
}
