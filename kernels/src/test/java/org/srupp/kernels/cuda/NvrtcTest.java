package org.srupp.kernels.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LibraryPlaces;
import org.srupp.kernels.cuda.driver.Nvrtc;

/** The sources under NVIDIA's own compiler, where it is installed; it needs no card. */
class NvrtcTest {
  private static final int ANY_DRIVER = 1_000_000;
  private static Nvrtc nvrtc;

  @BeforeAll
  static void find() {
    try {
      nvrtc = Nvrtc.load(LibraryPlaces.ofProcess(), ANY_DRIVER);
      System.out.println("NVRTC compiles the CUDA sources: " + nvrtc.file());
    } catch (CudaException e) {
      System.out.println("NVRTC was not found, so that only C++ compiled the CUDA sources");
      Assumptions.abort(e.getMessage());
    }
  }

  @Test
  void theRecurrenceCompilesWithEveryOption() {
    KernelSource source =
        KernelSource.ofResource(CudaRecurrence.class, "words.cuh", "recurrence.cu");
    for (int skip : IntStream.range(0, 3).toArray()) {
      for (RecurrenceOptions options :
          List.of(
              new RecurrenceOptions(false, 1, skip, false, true, false, 2),
              new RecurrenceOptions(true, 1, skip, true, false, true, 2),
              new RecurrenceOptions(true, 2, skip, skip == 1, skip == 2, skip == 2, 4))) {
        compiles(source.with(options.defines()));
      }
    }
  }

  @Test
  void theSoftmaxCompilesWithEveryOption() {
    KernelSource source = KernelSource.ofResource(CudaSoftmax.class, "words.cuh", "softmax.cu");
    for (int options = 0; options < 1 << 2; options++) {
      boolean masked = options % 2 > 0;
      boolean kept = options > 1;
      compiles(source.with(new SoftmaxOptions(false, 1, masked, kept).defines()));
      compiles(source.with(new SoftmaxOptions(true, 1, masked, kept).defines()));
      compiles(source.with(new SoftmaxOptions(true, 2, masked, kept).defines()));
    }
  }

  @Test
  void theResidualCompilesWithEveryOption() {
    KernelSource source = KernelSource.ofResource(CudaResidual.class, "words.cuh", "residual.cu");
    for (Dropped dropped : new Dropped[] {null, Dropped.RESULT, Dropped.BRANCH}) {
      boolean kept = dropped == Dropped.RESULT;
      boolean keptBranch = dropped == Dropped.BRANCH;
      for (boolean branch : keptBranch ? new boolean[] {true} : new boolean[] {false, true}) {
        compiles(source.with(new ResidualOptions(false, 1, branch, kept, keptBranch).defines()));
        compiles(source.with(new ResidualOptions(true, 1, branch, kept, keptBranch).defines()));
        compiles(source.with(new ResidualOptions(true, 2, branch, kept, keptBranch).defines()));
      }
    }
  }

  @Test
  void theUpdateCompiles() {
    compiles(KernelSource.ofResource(CudaUpdate.class, "update.cu"));
  }

  @Test
  void masksCrossEntropyAndRowsCompile() {
    KernelSource mask = KernelSource.ofResource(CudaMask.class, "mask.cu");
    compiles(mask.with(Map.of("BFLOAT16", 0)));
    compiles(mask.with(Map.of("BFLOAT16", 1)));
    compiles(KernelSource.ofResource(CudaCrossEntropy.class, "cross_entropy.cu"));
    compiles(KernelSource.ofResource(CudaRows.class, "rows.cu"));
  }

  @Test
  void aCardNewerThanNvrtcGetsCodeThatTheDriverTranslates() {
    byte[] image = nvrtc.compile(KernelSource.ofResource(CudaUpdate.class, "update.cu"), 99_990);
    assertTrue(new String(image, StandardCharsets.US_ASCII).contains(".target sm_"));
  }

  @Test
  void anErrorShowsTheLog() {
    KernelSource broken =
        new KernelSource("broken.cu", "extern \"C\" __global__ void f() { nothing(); }", Map.of());
    String message =
        assertThrows(CudaException.class, () -> nvrtc.compile(broken, capability())).getMessage();
    assertTrue(message.startsWith("broken.cu does not compile with " + nvrtc.file()), message);
    assertTrue(message.contains("identifier \"nothing\" is undefined"), message);
  }

  @Test
  void aCardOlderThanNvrtcIsRefused() {
    String message =
        assertThrows(
                CudaException.class,
                () -> nvrtc.compile(new KernelSource("a.cu", "", Map.of()), 13))
            .getMessage();
    assertTrue(
        message.contains("no longer compiles for compute capability 1.3, only for ["), message);
  }

  @Test
  void oneThatDoesNotCompileForTheCardIsPassedOver() {
    LibraryPlaces places = LibraryPlaces.ofProcess();
    assertEquals(nvrtc.file(), Nvrtc.load(places, ANY_DRIVER, capability()).file());
    String message =
        assertThrows(CudaException.class, () -> Nvrtc.load(places, ANY_DRIVER, 13)).getMessage();
    assertTrue(message.contains("found but not used: " + nvrtc.file() + " (of CUDA "), message);
    assertTrue(message.contains(" no longer compiles for compute capability 1.3"), message);
  }

  private static void compiles(KernelSource source) {
    byte[] image = nvrtc.compile(source, capability());
    assertTrue(image.length > 1000 && image[1] == 'E' && image[2] == 'L' && image[3] == 'F');
  }

  private static int capability() {
    return nvrtc.architectures().contains(90) ? 90 : nvrtc.architectures().get(0);
  }
}
