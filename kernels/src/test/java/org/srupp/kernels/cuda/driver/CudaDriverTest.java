package org.srupp.kernels.cuda.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CudaDriverTest {
  @Test
  void aMachineWithoutDriverIsToldWhereItWasLookedFor() {
    assertEquals(
        "no NVIDIA driver: none of /nowhere/libcuda.so.1, libnothere.so.1 could be loaded; install the driver, or use"
            + " --device cpu",
        message(() -> CudaDriver.load(List.of("/nowhere/libcuda.so.1", "libnothere.so.1"))));
    assertEquals("libcuda.so.1", CudaDriver.PLACES.get(0));
  }

  @Test
  void anOldDriverIsRefused() {
    FakeCards cards = new FakeCards().version(11_020);
    assertEquals(
        "the NVIDIA driver is of CUDA 11.2, at least 11.4 is needed; update it, or use --device cpu",
        message(cards::load));
  }

  @Test
  void aDriverWithoutCardIsSaidToFindNone() {
    FakeCards cards = new FakeCards().init(100);
    String message = message(cards::load);
    assertTrue(
        message.startsWith("the NVIDIA driver finds no card (CUDA_VISIBLE_DEVICES="), message);
    assertTrue(message.endsWith("); use --device cpu"), message);
  }

  @Test
  void anotherFailureOfTheStartHasItsNumber() {
    FakeCards cards = new FakeCards().init(999);
    assertTrue(message(cards::load).contains("cuInit failed with CUresult 999"));
  }

  @Test
  void whatIsKnownToHelpIsSaid() {
    String message = message(new FakeCards().init(803)::load);
    assertTrue(message.contains("cuInit failed with CUresult 803"), message);
    assertTrue(
        message.endsWith("; the driver was updated while it ran; restart the machine"), message);
  }

  @Test
  void aCardIsDescribed() {
    CudaDriver driver = new FakeCards().cards(2).load();
    assertEquals(13_000, driver.version());
    DeviceProperties card = driver.properties(1);
    assertEquals(
        new DeviceProperties(1, "Fake card", 8, 9, 4, 1_500_000, 2_000_000, 256, 1L << 31), card);
    assertEquals("cuda:1", card.device());
    assertEquals(89, card.capability());
    assertEquals(128e9, card.nominalBandwidth());
  }

  @Test
  void aCardThatIsNotThereIsNamedBesideThoseThatAre() {
    assertEquals(
        "cuda:3: there is no such card, only cuda:0",
        message(() -> new FakeCards().load().properties(3)));
    assertEquals(
        "cuda:2: there is no such card, only cuda:0 to cuda:1",
        message(() -> new FakeCards().cards(2).load().properties(2)));
  }

  private static String message(Executable action) {
    return assertThrows(CudaException.class, action).getMessage();
  }
}
