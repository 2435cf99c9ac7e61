package org.srupp.recipes.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.kernels.KernelCard;
import org.srupp.kernels.cuda.ShimDevice;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMissingException;
import org.srupp.kernels.cuda.driver.FakeCards;
import org.srupp.kernels.cuda.driver.FakeNvrtc;
import org.srupp.kernels.cuda.driver.LibraryPlaces;

class DevicesTest {
  private static final DeviceName CARD = DeviceName.parse("cuda");

  @TempDir Path root;

  private final List<String> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int driver = 12_080;

  @Test
  void namesAreReadAndWritten() {
    assertEquals(DeviceName.AUTO, DeviceName.parse("auto"));
    assertEquals(DeviceName.CPU, DeviceName.parse("cpu"));
    assertEquals("cuda:0", DeviceName.parse("cuda").toString());
    assertEquals("cuda:3", DeviceName.parse("cuda:3").toString());
    for (String wrong : List.of("", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:12345", "cpu:0")) {
      assertEquals(
          "found " + wrong + ", expected auto, cpu, cuda or cuda:N",
          assertThrows(IllegalArgumentException.class, () -> DeviceName.parse(wrong)).getMessage());
    }
  }

  @Test
  void theProcessorNeedsNothing() {
    new Devices(parts("driver")).choose(DeviceName.CPU, said::add);
    assertEquals(List.of(), asked);
  }

  @Test
  void autoIsSilentWithoutACardAndSaysOnceWhatACardLacks() {
    new Devices(parts("none")).choose(DeviceName.AUTO, said::add);
    assertEquals(List.of(), said);
    for (String missing : List.of("driver", "compiler", "libtorch", "load", "open")) {
      said.clear();
      new Devices(parts(missing)).choose(DeviceName.AUTO, said::add);
      assertEquals(List.of("computing on the processor: no " + missing), said);
      assertEquals(missing, asked.get(asked.size() - 1)); // no engine was started
    }
  }

  @Test
  void anEngineThatDoesNotStartIsRefusedBecauseThereIsNoOther() {
    for (DeviceName name : List.of(DeviceName.AUTO, CARD)) {
      Devices devices = new Devices(parts("start"));
      assertEquals(
          "no start",
          assertThrows(CudaException.class, () -> devices.choose(name, said::add)).getMessage());
      assertEquals(List.of(), said);
    }
  }

  @Test
  void aCardByNameIsRefusedWithTheSentenceOfWhatIsMissing() {
    for (String missing : List.of("none", "driver", "compiler", "libtorch")) {
      assertEquals("no " + missing, refusal(parts(missing)));
      assertEquals(List.of(), said);
    }
  }

  @Test
  void aCompleteCardIsTaken() {
    for (DeviceName name : List.of(DeviceName.AUTO, DeviceName.parse("cuda:3"))) {
      asked.clear();
      Devices devices = new Devices(parts("nothing"));
      boolean auto = name.equals(DeviceName.AUTO);
      assertTrue(devices.card().isEmpty());
      assertEquals(Device.cpu(), devices.memory().device());
      devices.choose(name, said::add);
      assertEquals(List.of(), said);
      assertEquals(
          auto
              ? List.of("driver", "compiler", "libtorch", "load", "open", "start")
              : List.of("driver", "compiler", "libtorch", "open", "start"),
          asked);
      assertTrue(devices.card().isPresent());
      assertTrue(devices.memory().device().isGpu());
      assertEquals(
          "cuda:0  shim, compute capability 9.0, 132 processors, driver of CUDA 12.8",
          devices.description().orElseThrow());
    }
  }

  @Test
  void aDriverOlderThanLibtorchNeedsIsRefused() {
    driver = 11_080;
    assertEquals(
        "the driver is one of CUDA 11.8, expected 12.0 or newer for libtorch's build; update the"
            + " driver, or use --device cpu",
        refusal(parts("nothing")));
  }

  @Test
  void whatLibtorchLacksIsToldAsWhoAsksForTheCardIsTold() {
    assertEquals("libtorch for CUDA in /libtorch", new Devices(parts("nothing")).libtorch());
    assertEquals("libtorch for CUDA in /libtorch", new Devices(parts("none")).libtorch());
    assertEquals(refusal(parts("libtorch")), new Devices(parts("libtorch")).libtorch());
    driver = 11_080;
    assertEquals(refusal(parts("nothing")), new Devices(parts("nothing")).libtorch());
    assertTrue(new Devices(parts("nothing")).libtorch().contains("is one of CUDA 11.8"));
    assertFalse(asked.contains("load") || asked.contains("start"), asked.toString());
  }

  @Test
  void anotherVersionOfLibtorchIsRefusedWhereTheArchiveSaysIt() throws IOException {
    Path own = root.resolve("libtorch/lib");
    make(own, "torch", "torch_cuda");
    var folder = new CudaEngineFolder(Map.of("PYTORCH_LIBRARY_PATH", own.toString()), root);
    Files.writeString(root.resolve("libtorch/build-version"), "2.7.1+cu128\n");
    assertEquals(own, folder.find());
    Files.writeString(root.resolve("libtorch/build-version"), "2.8.0+cu128\n");
    assertEquals(
        root.resolve("libtorch/build-version")
            + ": found libtorch 2.8.0+cu128, expected 2.7.1+cu128; name a folder of that version in"
            + " PYTORCH_LIBRARY_PATH, or use --device cpu",
        assertThrows(CudaException.class, folder::find).getMessage());
  }

  @Test
  void theDriverSaysWhichCardsThereAre() {
    CudaParts parts =
        new ProcessParts(
            () -> new FakeCards().cards(2).load(),
            new LibraryPlaces(Map.of("SRUPP_NVRTC", "/mine"), root, root),
            new CudaEngineFolder(Map.of(), root));
    assertEquals(
        "cuda:2: there is no such card, only cuda:0 to cuda:1",
        assertThrows(CudaException.class, () -> parts.driver(2)).getMessage());
    assertEquals(13_000, parts.driver(1));
    String nvrtc = assertThrows(CudaException.class, () -> parts.compiler(0, 13_000)).getMessage();
    assertTrue(nvrtc.contains("looked for libnvrtc.so* in /mine, "), nvrtc);
  }

  @Test
  void aCompilerThatDoesNotKnowTheCardIsRefusedBeforeTheCardIsTaken() throws IOException {
    CudaParts parts =
        new ProcessParts(
            () -> new FakeCards().load(), FakeNvrtc.in(root), new CudaEngineFolder(Map.of(), root));
    String sentence =
        assertThrows(CudaException.class, () -> parts.compiler(0, 13_000)).getMessage();
    assertTrue(
        sentence.contains(
            root.resolve("mine/libnvrtc.so.12")
                + " (of CUDA 12.8 no longer compiles for compute capability 8.9, only for [100])"),
        sentence);
  }

  @Test
  void librariesThatDoNotLoadAreASentence() throws IOException {
    make(root, "torch", "torch_cuda");
    String sentence =
        assertThrows(CudaException.class, () -> ProcessParts.ofProcess().load(root)).getMessage();
    assertTrue(
        sentence.startsWith(
            "libtorch for CUDA in "
                + root
                + " cannot be loaded ("
                + root.resolve("libtorch_cuda.so")
                + ": "),
        sentence);
    assertTrue(
        sentence.endsWith("); unpack it anew with all that its archive holds, or use --device cpu"),
        sentence);
  }

  /** Started in a virtual machine of its own, whose engine cannot be started. */
  static final class Starts {
    public static void main(String[] arguments) {
      try {
        ProcessParts.ofProcess().start(Path.of(arguments[0]), 0);
      } catch (CudaException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void anEngineThatDoesNotStartIsASentence() throws Exception {
    make(root, "torch", "torch_cuda");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Starts.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(out.contains("libtorch for CUDA in " + root + " cannot be loaded ("), out);
    assertTrue(out.contains("/libtorch"), out);
  }

  @Test
  void libtorchForCudaIsFoundWhereDjlKeepsIt() throws IOException {
    Path folder = root.resolve(".djl.ai/pytorch/2.7.1-cu128-linux-x86_64");
    String missing =
        assertThrows(CudaException.class, () -> new CudaEngineFolder(Map.of(), root).find())
            .getMessage();
    assertTrue(
        missing.startsWith(
            "no libtorch for CUDA: looked for libtorch_cuda.so in "
                + root.resolve(".djl.ai/pytorch/2.7.1*-cu128-*")
                + "; unpack libtorch 2.7.1 for CUDA 12.8"),
        missing);
    assertTrue(missing.endsWith("or use --device cpu"), missing);
    make(folder, "torch");
    assertThrows(CudaException.class, () -> new CudaEngineFolder(Map.of(), root).find());
    make(folder, "torch_cuda");
    assertEquals(folder, new CudaEngineFolder(Map.of(), root).find());
    Path cache = root.resolve("cache");
    make(cache.resolve("pytorch/2.7.1-cu128-linux-x86_64"), "torch", "torch_cuda");
    assertEquals(
        cache.resolve("pytorch/2.7.1-cu128-linux-x86_64"),
        new CudaEngineFolder(Map.of("ENGINE_CACHE_DIR", cache.toString()), root).find());
  }

  @Test
  void whatTheUserNamesIsNotLookedPast() throws IOException {
    make(root.resolve(".djl.ai/pytorch/2.7.1-cu128-linux-x86_64"), "torch", "torch_cuda");
    Path own = root.resolve("own");
    Map<String, String> environment = Map.of("PYTORCH_LIBRARY_PATH", own.toString());
    make(own, "torch");
    String missing =
        assertThrows(CudaException.class, () -> new CudaEngineFolder(environment, root).find())
            .getMessage();
    assertTrue(missing.contains("in " + own + " (of PYTORCH_LIBRARY_PATH); unpack"), missing);
    make(own, "torch_cuda");
    assertEquals(own, new CudaEngineFolder(environment, root).find());
  }

  private static void make(Path folder, String... libraries) throws IOException {
    Files.createDirectories(folder);
    for (String library : libraries) {
      Files.writeString(folder.resolve(System.mapLibraryName(library)), "no library");
    }
  }

  private String refusal(CudaParts parts) {
    Devices devices = new Devices(parts);
    return assertThrows(CudaException.class, () -> devices.choose(CARD, said::add)).getMessage();
  }

  private CudaParts parts(String missing) {
    return new CudaParts() {
      @Override
      public int driver(int ordinal) {
        if (missing.equals("none")) {
          throw new CudaMissingException("no none");
        }
        found("driver");
        return driver;
      }

      @Override
      public void compiler(int ordinal, int driverVersion) {
        found("compiler");
      }

      @Override
      public Path libtorch() {
        found("libtorch");
        return Path.of("/libtorch");
      }

      @Override
      public void load(Path libtorch) {
        found("load");
      }

      @Override
      public void start(Path libtorch, int ordinal) {
        found("start");
        assertEquals(Path.of("/libtorch"), libtorch);
      }

      @Override
      public boolean launchesBlock() {
        return false;
      }

      @Override
      public Device engine(int ordinal) {
        return Device.gpu(ordinal);
      }

      @Override
      public KernelCard open(int ordinal) {
        found("open");
        return new KernelCard(ShimDevice.large(), () -> 0);
      }

      private void found(String part) {
        asked.add(part);
        if (part.equals(missing)) {
          throw new CudaException("no " + part);
        }
      }
    };
  }
}
