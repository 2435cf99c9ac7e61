package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** NVIDIA's driver, started; its functions by name, and their errors as sentences. */
@SuppressWarnings("restricted")
public final class CudaDriver {
  static final int OUT_OF_MEMORY = 2;

  private static final int NO_DEVICE = 100;
  private static final int NAME_BYTES = 256;
  private static final int CLOCK_RATE = 13;
  private static final int MULTIPROCESSORS = 16;
  private static final int MEMORY_CLOCK_RATE = 36;
  private static final int BUS_WIDTH = 37;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  /** Where the driver's library lies, in the order of the search. */
  static final List<String> PLACES =
      List.of(
          "libcuda.so.1",
          "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
          "/usr/lib/aarch64-linux-gnu/libcuda.so.1",
          "/usr/lib64/libcuda.so.1",
          "/usr/local/nvidia/lib64/libcuda.so.1",
          "/usr/lib/wsl/lib/libcuda.so.1",
          "/run/opengl-driver/lib/libcuda.so.1");

  private final NativeFunctions functions;
  private final CudaErrors errors;

  private CudaDriver(NativeFunctions functions) {
    this.functions = functions;
    this.errors = new CudaErrors(functions);
  }

  /**
   * Loads and starts the driver.
   *
   * @throws CudaMissingException if there is none, or it finds no card
   * @throws CudaException if it is too old
   */
  public static CudaDriver load() {
    return load(PLACES);
  }

  static CudaDriver load(List<String> places) {
    for (String place : places) {
      Optional<SymbolLookup> symbols = open(place);
      if (symbols.isPresent()) {
        CudaDriver driver = new CudaDriver(new NativeFunctions(place, symbols.get()));
        driver.start();
        return driver;
      }
    }
    throw new CudaMissingException(
        "no NVIDIA driver: none of "
            + String.join(", ", places)
            + " could be loaded; install the driver, or use --device cpu");
  }

  private static Optional<SymbolLookup> open(String place) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(place, Arena.global()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // The version can be asked for before the start, which an old driver may refuse.
  private void start() {
    int version = version();
    if (version < CudaVersion.OLDEST_DRIVER) {
      throw new CudaException(
          "the NVIDIA driver is of CUDA "
              + CudaVersion.text(version)
              + ", at least "
              + CudaVersion.text(CudaVersion.OLDEST_DRIVER)
              + " is needed; update it, or use --device cpu");
    }
    int result = functions.call("cuInit", 0);
    if (result == NO_DEVICE) {
      throw new CudaMissingException(
          "the NVIDIA driver finds no card (CUDA_VISIBLE_DEVICES="
              + System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "unset")
              + "); use --device cpu");
    }
    check(result, "cuInit", "the NVIDIA driver");
  }

  /** Of CUDA: 1000 times the major and 10 times the minor number. */
  public int version() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
      call("cuDriverGetVersion", version);
      return version.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** How many cards there are. */
  public int cards() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      call("cuDeviceGetCount", count);
      return count.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /**
   * What a card is.
   *
   * @throws CudaException if there is no such card
   */
  public DeviceProperties properties(int ordinal) {
    int card = card(ordinal);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(NAME_BYTES);
      call("cuDeviceGetName", name, NAME_BYTES, card);
      MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
      call("cuDeviceTotalMem_v2", bytes, card);
      return new DeviceProperties(
          ordinal,
          name.getString(0),
          attribute(card, CAPABILITY_MAJOR),
          attribute(card, CAPABILITY_MINOR),
          attribute(card, MULTIPROCESSORS),
          attribute(card, CLOCK_RATE),
          attribute(card, MEMORY_CLOCK_RATE),
          attribute(card, BUS_WIDTH),
          bytes.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** The driver's own number of the card. */
  int card(int ordinal) {
    int cards = cards();
    if (ordinal < 0 || ordinal >= cards) {
      throw new CudaException(
          "cuda:"
              + ordinal
              + ": there is no such card, only "
              + (cards == 1 ? "cuda:0" : "cuda:0 to cuda:" + (cards - 1)));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment card = arena.allocate(ValueLayout.JAVA_INT);
      call("cuDeviceGet", card, ordinal);
      return card.get(ValueLayout.JAVA_INT, 0);
    }
  }

  private int attribute(int card, int attribute) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      call("cuDeviceGetAttribute", value, attribute, card);
      return value.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** Calls a function that should succeed; for the types of arguments see NativeFunctions. */
  void call(String function, Object... arguments) {
    check(functions.call(function, arguments), function, "the NVIDIA driver");
  }

  /** Calls a function and returns its CUresult. */
  int result(String function, Object... arguments) {
    return functions.call(function, arguments);
  }

  /**
   * @throws CudaException if the CUresult is not success
   */
  void check(int result, String function, String where) {
    if (result != 0) {
      throw new CudaException(where + ": " + function + " failed with " + errors.words(result));
    }
  }
}
