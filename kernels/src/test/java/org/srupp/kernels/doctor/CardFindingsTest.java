package org.srupp.kernels.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.cuda.driver.CudaDriver;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.FakeCards;
import org.srupp.kernels.cuda.driver.FakeNvrtc;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.LibraryPlaces;

class CardFindingsTest {
  private static final Supplier<CudaDriver> NO_DRIVER =
      () -> {
        throw new CudaException("no NVIDIA driver: install it");
      };

  @TempDir Path root;

  private List<Finding> find(Supplier<CudaDriver> loader, Path images) {
    return find(
        new ProcessCardParts(
            loader, new LibraryPlaces(Map.of("SRUPP_NVRTC", "/mine"), Path.of("/home/user"), root)),
        images);
  }

  private static List<Finding> find(CardParts parts, Path images) {
    List<Finding> findings = new CardFindings(parts, images).all();
    assertTrue(findings.stream().noneMatch(Finding::problem), findings.toString());
    return findings;
  }

  /** What is said of the trial of each card that a driver has. */
  private List<String> trials(
      FakeCards cards, BiFunction<CudaDriver, Integer, KernelDevice> opener) {
    CardParts parts =
        new CardParts() {
          @Override
          public CudaDriver driver() {
            return cards.load();
          }

          @Override
          public String compiler(int driverVersion) {
            return "there";
          }

          @Override
          public KernelDevice open(CudaDriver driver, int ordinal) {
            return opener.apply(driver, ordinal);
          }
        };
    return texts("trial", find(parts, root));
  }

  private static List<String> texts(String name, List<Finding> findings) {
    return findings.stream().filter(each -> each.name().equals(name)).map(Finding::text).toList();
  }

  @Test
  void aMachineWithoutADriverIsToldWhatItWouldNeedAndIsNoProblem() {
    Path images = root.resolve("cache/cuda");
    List<Finding> findings = find(NO_DRIVER, images);
    assertEquals(
        List.of("driver", "card", "NVRTC", "images"),
        findings.stream().map(Finding::name).toList());
    assertEquals("no NVIDIA driver: install it", findings.get(0).text());
    assertEquals("none that can be used; srupp trains on the processor", findings.get(1).text());
    String nvrtc = findings.get(2).text();
    assertTrue(nvrtc.contains("looked for libnvrtc.so* in /mine, "), nvrtc);
    assertTrue(nvrtc.endsWith("or name its folder in SRUPP_NVRTC"), nvrtc);
    assertEquals(images.toString(), findings.get(3).text());
  }

  @Test
  void aDriverThatCannotEvenBeCalledIsNoProblem() {
    Supplier<CudaDriver> refused =
        () -> {
          throw new IllegalCallerException("native access is off");
        };
    assertEquals("native access is off", find(refused, root).get(0).text());
  }

  @Test
  void everyCardHasALine() {
    List<Finding> findings = find(() -> new FakeCards().cards(2).load(), root);
    assertEquals(Finding.of("driver", "CUDA 13.0"), findings.get(0));
    assertEquals(
        Finding.of("card", "cuda:0 Fake card, compute capability 8.9, 2.0 GiB, bfloat16"),
        findings.get(1));
    assertTrue(findings.get(2).text().startsWith("cuda:1 "), findings.toString());
    assertEquals(
        List.of(
            "cuda:0 not tried: without NVRTC there is no kernel to run",
            "cuda:1 not tried: without NVRTC there is no kernel to run"),
        texts("trial", findings));
  }

  @Test
  void everyCardIsTried() {
    FakeCards cards = new FakeCards().cards(2);
    assertEquals(
        List.of(
            "cuda:0 compiled a kernel, ran it and has the right numbers",
            "cuda:1 compiled a kernel, ran it and has the right numbers"),
        trials(cards, FakeCards::open));
    assertEquals(2, cards.launches());
  }

  @Test
  void aFullCardIsTold() {
    String full = trials(new FakeCards().free(3), FakeCards::open).get(0);
    assertTrue(
        full.startsWith("cuda:0 cannot be used: cuda:0 has no memory for 0.00 GiB more"), full);
  }

  @Test
  void aCardThatNvrtcNoLongerCompilesForIsTold() throws IOException {
    FakeCards cards = new FakeCards();
    List<Finding> findings =
        find(new ProcessCardParts(cards::load, FakeNvrtc.in(root)), root.resolve("images"));
    String nvrtc = root.resolve("mine/libnvrtc.so.12").toString();
    assertEquals(List.of("12.8 from " + nvrtc), texts("NVRTC", findings));
    String trial = texts("trial", findings).get(0);
    assertTrue(trial.startsWith("cuda:0 cannot be used: no NVRTC, "), trial);
    String reason = " (of CUDA 12.8 no longer compiles for compute capability 8.9, only for [100])";
    assertTrue(trial.contains("found but not used: " + nvrtc + reason), trial);
  }

  @Test
  void aCompilersLogIsOneLine() {
    BiFunction<CudaDriver, Integer, KernelDevice> broken =
        (driver, ordinal) -> {
          throw new CudaException("mask.cu does not compile:\nnvrtc: failed to open builtins\n");
        };
    assertEquals(
        List.of("cuda:0 cannot be used: mask.cu does not compile: nvrtc: failed to open builtins"),
        trials(new FakeCards(), broken));
  }

  @Test
  void wrongNumbersAreTold() {
    String wrong = trials(new FakeCards(), (driver, ordinal) -> new ForgetfulCard()).get(0);
    assertTrue(
        wrong.matches(
            "cuda:0 computes wrong numbers: mask\\[0] is NaN, expected [0-9.]+; use --device cpu"),
        wrong);
  }

  @Test
  void aFileInTheWayOfTheImagesIsSaid() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "in the way");
    String text = find(NO_DRIVER, file.resolve("cuda")).get(3).text();
    assertTrue(text.startsWith(file.resolve("cuda") + " cannot be written, "), text);
    assertTrue(text.endsWith("; name another folder in SRUPP_CUDA_CACHE"), text);
  }

  @Test
  void aCardWithoutBfloat16IsSaidToHaveNone() {
    DeviceProperties old = new DeviceProperties(1, "old", 7, 5, 40, 0, 0, 0, 1L << 33);
    assertEquals(
        "cuda:1 old, compute capability 7.5, 8.0 GiB, no bfloat16, so it trains in float32",
        CardFindings.words(old));
  }
}
