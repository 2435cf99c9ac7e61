package org.srupp.kernels.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.driver.CudaDevice;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.FakeCards;

class CardTimingsTest {
  private static final Pattern ADVICE =
      Pattern.compile("(?:batch of |N=|update of )(\\d+) would fit");
  private static final ElementType TYPE = ElementType.FLOAT32;

  @TempDir Path cache;

  private final FakeCards cards = new FakeCards();

  @Test
  void theBatchThatIsSaidToFitFitsAndOneMoreDoesNot() {
    assertAdvice(64, batch -> card().recurrence(RecurrenceSpec.languageModel(64, batch, 16, TYPE)));
    assertAdvice(64, streams -> card().softmax(SoftmaxSpec.languageModel(streams, 16, 64, TYPE)));
    assertAdvice(64, streams -> card().softmax(SoftmaxSpec.encoder(streams, 2, 45, TYPE)));
    assertAdvice(9000, rows -> card().residual(ResidualSpec.recurrent(rows, 32, TYPE)));
    assertAdvice(1 << 20, count -> card(count).update());
  }

  @Test
  void whatNeverFitsIsSaidSo() {
    RecurrenceSpec wide = RecurrenceSpec.languageModel(1024, 2, 512, TYPE);
    String message =
        assertThrows(CudaMemoryException.class, () -> card().recurrence(wide)).getMessage();
    assertTrue(message.endsWith("; not even a batch of 1 would fit"), message);
  }

  @Test
  void copyAndUpdateReadNumbersThatWereSentThere() {
    card().copy();
    assertEquals(4096, cards.sent());
    card(1000).update();
    assertEquals(4096 + 4 * 4000, cards.sent());
  }

  @Test
  void randomNumbersFillAnArrayToItsEnd() {
    try (BenchScope scope = new BenchScope(new HostMemory())) {
      var array = scope.poisoned((5L << 20) + 4);
      scope.tile("v", array, TYPE);
      long count = Numbers.count(array, TYPE);
      for (long i = 0; i < count; i++) {
        double value = Numbers.get(array, TYPE, i);
        assertTrue(value >= 0.5 && value < 2.5, "at " + i);
        assertTrue(i == 0 || value != Numbers.get(array, TYPE, i - 1), "at " + i);
      }
    }
  }

  @Test
  void warmUpTakesItsCallsAndItsTime() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger waits = new AtomicInteger();
    new Repetition(7, 0, 1).warmUp(calls::incrementAndGet, waits::incrementAndGet);
    assertEquals(List.of(7, 1), List.of(calls.get(), waits.get()));
    long start = System.nanoTime();
    new Repetition(1, 0.02, 1).warmUp(calls::incrementAndGet, waits::incrementAndGet);
    assertTrue(System.nanoTime() - start >= 20_000_000);
  }

  @Test
  void aCardIsWarmBeforeItIsTimed() {
    CudaDevice device = cards.free(1L << 20).open(cache);
    BenchPlan plan =
        new BenchPlan(List.of(), List.of(), List.of(), 1000, 4096, new Repetition(50, 0, 3));
    new CardTimings(device, plan).update();
    assertTrue(cards.launches() >= 50 + 3, () -> "found " + cards.launches());
    assertTrue(BenchPlan.full().repetition().warmUpSeconds() >= 0.2);
  }

  private CardTimings card() {
    return card(1000);
  }

  // Of a fresh card each, whose workspace nothing has enlarged before.
  private CardTimings card(long parameters) {
    CudaDevice device = cards.free(1L << 20).open(cache);
    Repetition once = new Repetition(1, 0, 1);
    return new CardTimings(
        device, new BenchPlan(List.of(), List.of(), List.of(), parameters, 4096, once));
  }

  private static void assertAdvice(int tooMany, IntConsumer timing) {
    String message =
        assertThrows(CudaMemoryException.class, () -> timing.accept(tooMany)).getMessage();
    Matcher advice = ADVICE.matcher(message);
    assertTrue(advice.find(), message);
    int fitting = Integer.parseInt(advice.group(1));
    timing.accept(fitting);
    assertThrows(CudaMemoryException.class, () -> timing.accept(fitting + 1), message);
  }
}
