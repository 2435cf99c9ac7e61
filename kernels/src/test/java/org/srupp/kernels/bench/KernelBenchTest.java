package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.ElementType;

class KernelBenchTest {
  private static final BenchPlan SMALL =
      new BenchPlan(
          List.of(RecurrenceSpec.encoder(5, 2, 6, ElementType.FLOAT32)),
          List.of(SoftmaxSpec.encoder(2, 3, 8, ElementType.FLOAT32)),
          List.of(ResidualSpec.transformer(5, 6, ElementType.FLOAT32)),
          1000,
          4096,
          new Repetition(1, 0, 3));

  private static final BenchRun RUN = new BenchRun("srupp bench kernels", "0123abc", 7);
  private static final String UNKNOWN_OPTION =
      "unknown option --gpu, expected --device cpu, --device cuda:N, --json FILE, --seed N or --commit HASH";

  @Test
  void aProcessorWhoseKernelsAgreeIsTimed() throws IOException {
    BenchReport report = new HostBench(SMALL).report(RUN);
    assertFalse(report.failed(), () -> String.join("\n", report.lines()));
    assertEquals(15, report.checks().size());
    assertEquals(8, report.timings().all().size());
    assertTrue(report.lines().get(0).startsWith("cpu  "), report.lines().get(0));
    JsonNode json = new ObjectMapper().readTree(new BenchJson(report).text());
    assertTrue(json.get("vector_bits").asInt() >= 128);
    assertEquals(8, json.get("timings").size());
  }

  @Test
  void aWrongResultFailsAndIsNamed() {
    Check nan = new Check("recurrence", "gradX", Double.NaN, 1e-5);
    Check wrong = new Check("recurrence", "gradX", 1.1e-5, 1e-5);
    Check right = new Check("recurrence", "h", 0.9e-5, 1e-5);
    assertTrue(nan.failed() && wrong.failed() && !right.failed());
    BenchReport report = report(List.of(right, nan), Timings.NONE);
    assertTrue(report.failed());
    assertTrue(report.lines().get(6).endsWith("WRONG"));
    assertEquals("a wrong kernel is not timed", report.lines().get(7));
  }

  @Test
  void columnsAlignWhateverTheirTitles() {
    Timing copy = new Timing("copy", 1, 2e9, Double.NaN);
    Timing other = new Timing("residual gradient of " + "N".repeat(90), 0.5, 1e12, 12);
    Check check = new Check("update of " + "1, ".repeat(60), "weight, m, v", 1e-7, 1e-5);
    Check short1 = new Check("mask", "mask", 0, 1e-9);
    BenchReport report =
        report(List.of(check, short1), new Timings(Optional.of(copy), List.of(other)));
    List<String> lines = report.lines();
    assertColumn(lines.subList(4, 7), "worst array", "weight, m, v", "mask  ");
    assertEquals(1, lines.subList(8, 11).stream().map(String::length).distinct().count());
    assertTrue(lines.get(9).matches("copy +1000.000 +2000.0 +2 +100.0% +-"), lines.get(9));
  }

  private static void assertColumn(List<String> lines, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      assertEquals(lines.get(0).indexOf(texts[0]), lines.get(i).lastIndexOf(texts[i]));
    }
  }

  private static BenchReport report(List<Check> checks, Timings timings) {
    return new BenchReport(RUN, new Subject("", Map.of()), checks, timings, List.of());
  }

  @Test
  void optionsAreRead() {
    OptionalLong none = OptionalLong.empty();
    assertEquals(new BenchOptions(0, null, none, "unknown"), BenchOptions.parse(List.of()));
    assertEquals(
        new BenchOptions(3, "out.json", OptionalLong.of(-5), "0123abc"),
        BenchOptions.parse(
            List.of(
                "--json",
                "out.json",
                "--device",
                "cuda:3",
                "--seed",
                "-5",
                "--commit",
                "0123abc")));
    assertUsage(UNKNOWN_OPTION, "--gpu");
    assertUsage("--device needs a value", "--device");
    assertUsage("--seed: found x, expected the number that a report says", "--seed", "x");
    assertEquals(
        new BenchOptions(BenchOptions.CPU, null, none, "unknown"),
        BenchOptions.parse(List.of("--device", "cpu")));
    assertUsage(
        "--device: found gpu, expected cpu, cuda or cuda:N, such as cuda:0", "--device", "gpu");
  }

  @Test
  void aRunKnowsItsCommandItsCommitAndItsSeed() {
    List<String> args = List.of("--seed", "9007199254740991", "--commit", "0123abc");
    assertEquals(
        new BenchRun("typed", "0123abc", 9007199254740991L),
        BenchRun.of("typed", BenchOptions.parse(args)));
    BenchOptions none = BenchOptions.parse(List.of());
    long seed = BenchRun.of("", none).seed();
    assertTrue(seed >= 0 && seed == (long) (double) seed, "is not exact in JSON: " + seed);
    assertNotEquals(seed, BenchRun.of("", none).seed());
  }

  @Test
  void aWrongCommandLineIsOneSentence() {
    List<String> said = new ArrayList<>();
    assertEquals(KernelBench.USAGE, KernelBench.run(List.of("--gpu"), "", said::add, said::add));
    assertEquals(List.of(UNKNOWN_OPTION), said);
  }

  private static void assertUsage(String message, String... args) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse(List.of(args)))
            .getMessage());
  }
}
