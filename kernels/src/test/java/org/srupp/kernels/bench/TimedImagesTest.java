package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.RecordingDevice;
import org.srupp.kernels.cuda.driver.DeviceProperties;

/** What is timed was compared before: the same source, compiled with the same macros. */
class TimedImagesTest {
  private static final DeviceProperties H200 = card(132, 3_201_000, 6144);

  @Test
  void sizesThatAreNoMultipleOfAnythingCoverWhatAnH200Times() {
    Set<String> timed = options(H200, BenchPlan.full().recurrences());
    Set<String> checked = options(H200, specs());
    assertTrue(checked.containsAll(timed), () -> timed + " are timed, checked are " + checked);
    // So that the above says something: both groups of loads ahead are timed.
    assertEquals(3, timed.size(), timed::toString);
    assertTrue(timed.stream().anyMatch(options -> options.contains("-DSTAGES=2")));
    assertTrue(timed.stream().anyMatch(options -> options.contains("-DSTAGES=4")));
  }

  @ParameterizedTest(name = "{0} processors, memory of {2} bits at {1} kHz")
  @CsvSource({
    "132,2619000,5120",
    "108,1215000,5120",
    "128,10501000,384",
    "142,9001000,384",
    "4,0,0"
  })
  void shortenedTimingsCoverWhatAnyCardTimes(int processors, int kilohertz, int bits) {
    DeviceProperties card = card(processors, kilohertz, bits);
    List<RecurrenceSpec> timed = BenchPlan.full().recurrences();
    List<RecurrenceSpec> shortened = new ArrayList<>();
    for (ElementType type : List.of(ElementType.FLOAT32, ElementType.BFLOAT16)) {
      shortened.addAll(RecurrenceCheck.shortened(timed, type));
    }
    assertEquals(timed.size(), shortened.size());
    assertEquals(options(card, timed), options(card, shortened));
    shortened.forEach(spec -> assertTrue(spec.problem().length() % 4 != 0, spec::title));
  }

  @Test
  void theCheckedRecurrencesHaveEveryKindOfSkipTermAndActivation() {
    String all = options(H200, specs()).toString();
    for (String option :
        List.of("SKIP=0", "SKIP=1", "SKIP=2", "TANH=0", "TANH=1", "UNITS=1", "UNITS=2")) {
      assertTrue(all.contains("-D" + option), option);
    }
  }

  private static List<RecurrenceSpec> specs() {
    List<RecurrenceSpec> specs = new ArrayList<>(RecurrenceCheck.specs(ElementType.FLOAT32));
    specs.addAll(RecurrenceCheck.specs(ElementType.BFLOAT16));
    return specs;
  }

  /** The macros with which these recurrences are compiled for a card. */
  private static Set<String> options(DeviceProperties card, List<RecurrenceSpec> specs) {
    RecordingDevice device = new RecordingDevice(card);
    CudaRecurrence kernel = new CudaRecurrence(device, () -> 0);
    for (RecurrenceSpec spec : specs) {
      RecurrenceMemory memory = new RecurrenceMemory(spec, device::allocate);
      kernel.forward(spec.problem(), memory.arrays());
      kernel.backward(spec.problem(), memory.arrays(), memory.gradients());
    }
    Set<String> options = new TreeSet<>();
    device.sources().forEach(source -> options.add(source.options().toString()));
    return options;
  }

  private static DeviceProperties card(int processors, int memoryKilohertz, int busBits) {
    return new DeviceProperties(
        0, "card", 9, 0, processors, 1_980_000, memoryKilohertz, busBits, 150_000_000_000L);
  }
}
