package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** NVIDIA's compiler of CUDA C as a library, loaded from wherever it lies. */
@SuppressWarnings("restricted")
public final class Nvrtc implements SourceCompiler {
  /** Whatever the source. */
  static final List<String> OPTIONS = List.of("--ftz=true");

  private static final int MAJOR = 1000;
  private static final int ANY_CARD = Integer.MAX_VALUE;

  /** CUDA 13 compiles for cards from this capability on. */
  private static final int OLDEST_OF_13 = 75;

  private final NativeFunctions functions;
  private final String file;

  private Nvrtc(String file, SymbolLookup symbols) {
    this.file = file;
    this.functions = new NativeFunctions(file, symbols);
  }

  /**
   * As {@link #load(LibraryPlaces, int, int)}, for no card in particular.
   *
   * @throws CudaException naming every place and file tried
   */
  public static Nvrtc load(LibraryPlaces places, int driverVersion) {
    return load(places, driverVersion, ANY_CARD);
  }

  /**
   * Loads the first that there is, that compiles for the card and whose code the driver takes.
   *
   * @param places where to look
   * @param driverVersion of CUDA, 1000 times the major and 10 times the minor number
   * @param capability compute capability of the card, such as 90
   * @throws CudaException naming every place and file tried
   */
  public static Nvrtc load(LibraryPlaces places, int driverVersion, int capability) {
    List<String> refused = new ArrayList<>();
    for (NvrtcLibrary library : NvrtcLibrary.find(places)) {
      try {
        Nvrtc nvrtc = open(library);
        nvrtc.require(driverVersion, capability);
        return nvrtc;
      } catch (IllegalArgumentException | CudaException e) { // the former if it is no library
        refused.add(library.file() + " (" + e.getMessage() + ")");
      }
    }
    throw missing(places, wheel(driverVersion / MAJOR, capability), refused);
  }

  private void require(int driverVersion, int capability) {
    if (version() / MAJOR > driverVersion / MAJOR) {
      throw new CudaException(
          "of CUDA "
              + CudaVersion.text(version())
              + ", the driver's is "
              + CudaVersion.text(driverVersion));
    }
    if (target(capability).isEmpty()) {
      throw new CudaException(forNewerCards(capability));
    }
  }

  private static Nvrtc open(NvrtcLibrary library) {
    for (Path builtins : library.builtins()) {
      SymbolLookup.libraryLookup(builtins, Arena.global());
    }
    String file = library.file().toString();
    return new Nvrtc(file, SymbolLookup.libraryLookup(library.file(), Arena.global()));
  }

  private static CudaException missing(LibraryPlaces places, String wheel, List<String> refused) {
    return new CudaException(
        "no NVRTC, which compiles the kernels for the card: looked for libnvrtc.so* in "
            + String.join(", ", places.nvrtc())
            + (refused.isEmpty() ? "" : "; found but not used: " + String.join(", ", refused))
            + "; install it (pip install "
            + wheel
            + ", or the CUDA toolkit), or name its folder in "
            + LibraryPlaces.NVRTC_FOLDER);
  }

  /** Up to CUDA 12 the name of the Python package has the version; without, it is the newest's. */
  private static String wheel(int major, int capability) {
    int newest = capability < OLDEST_OF_13 ? Math.min(major, 12) : major;
    return "nvidia-cuda-nvrtc" + (newest > 12 ? "" : "-cu" + newest);
  }

  /** The file that was loaded. */
  public String file() {
    return file;
  }

  /** 1000 times the major and 10 times the minor number. */
  public int version() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate(ValueLayout.JAVA_INT, 2);
      check("nvrtcVersion", numbers, numbers.asSlice(Integer.BYTES));
      return MAJOR * numbers.get(ValueLayout.JAVA_INT, 0)
          + 10 * numbers.getAtIndex(ValueLayout.JAVA_INT, 1);
    }
  }

  /** Compute capabilities that it compiles for, ascending, such as 90 for 9.0. */
  public List<Integer> architectures() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      check("nvrtcGetNumSupportedArchs", count);
      MemorySegment found =
          arena.allocate(ValueLayout.JAVA_INT, count.get(ValueLayout.JAVA_INT, 0));
      check("nvrtcGetSupportedArchs", found);
      List<Integer> architectures = new ArrayList<>();
      for (int architecture : found.toArray(ValueLayout.JAVA_INT)) {
        architectures.add(architecture);
      }
      return architectures.stream().sorted().toList();
    }
  }

  /**
   * To the card's machine code where this version knows it, otherwise to code for the newest older
   * card, which the driver translates.
   *
   * @throws CudaException with the compiler's log, or if it knows no card that old
   */
  @Override
  public byte[] compile(KernelSource source, int capability) {
    int target = target(capability).orElseThrow(() -> tooOld(capability));
    boolean known = target == capability;
    List<String> options = new ArrayList<>(source.options());
    options.addAll(OPTIONS);
    options.add("--gpu-architecture=" + (known ? "sm_" : "compute_") + target);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment none = MemorySegment.NULL;
      check(
          "nvrtcCreateProgram",
          handle,
          arena.allocateFrom(source.text()),
          arena.allocateFrom(source.name()),
          0,
          none,
          none);
      MemorySegment program = handle.get(ValueLayout.ADDRESS, 0);
      try {
        compile(program, source.name(), options, arena);
        return result(program, known ? "nvrtcGetCUBIN" : "nvrtcGetPTX", arena)
            .toArray(ValueLayout.JAVA_BYTE);
      } finally {
        functions.call("nvrtcDestroyProgram", handle);
      }
    }
  }

  /** The newest architecture that it knows and the card has. */
  private OptionalInt target(int capability) {
    return architectures().stream()
        .mapToInt(Integer::intValue)
        .filter(architecture -> architecture <= capability)
        .max();
  }

  private void compile(MemorySegment program, String name, List<String> options, Arena arena) {
    MemorySegment texts = arena.allocate(ValueLayout.ADDRESS, options.size());
    for (int i = 0; i < options.size(); i++) {
      texts.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(options.get(i)));
    }
    if (functions.call("nvrtcCompileProgram", program, options.size(), texts) != 0) {
      throw new CudaException(
          name
              + " does not compile with "
              + file
              + " "
              + options
              + ":\n"
              + result(program, "nvrtcGetProgramLog", arena).getString(0));
    }
  }

  private MemorySegment result(MemorySegment program, String function, Arena arena) {
    MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
    check(function + "Size", program, size);
    MemorySegment bytes = arena.allocate(Math.max(1, size.get(ValueLayout.JAVA_LONG, 0)));
    check(function, program, bytes);
    return bytes;
  }

  private CudaException tooOld(int capability) {
    return new CudaException(
        file
            + " "
            + forNewerCards(capability)
            + "; name the folder of an older NVRTC in "
            + LibraryPlaces.NVRTC_FOLDER);
  }

  private String forNewerCards(int capability) {
    return "of CUDA "
        + CudaVersion.text(version())
        + " no longer compiles for compute capability "
        + capability / 10.0
        + ", only for "
        + architectures();
  }

  private void check(String function, Object... arguments) {
    int result = functions.call(function, arguments);
    if (result != 0) {
      throw new CudaException(file + ": " + function + " failed with nvrtcResult " + result);
    }
  }
}
