package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** NVIDIA's compiler of CUDA C as a library, loaded from wherever it lies. */
@SuppressWarnings("restricted")
public final class Nvrtc implements SourceCompiler {
  private static final int MAJOR = 1000;

  private final NativeFunctions functions;
  private final String file;

  private Nvrtc(String file, SymbolLookup symbols) {
    this.file = file;
    this.functions = new NativeFunctions(file, symbols);
  }

  /**
   * Loads the first that there is and whose code the driver takes.
   *
   * @param places where to look
   * @param driverVersion of CUDA, 1000 times the major and 10 times the minor number
   * @throws CudaException naming every place and file tried
   */
  public static Nvrtc load(LibraryPlaces places, int driverVersion) {
    List<String> refused = new ArrayList<>();
    for (NvrtcLibrary library : NvrtcLibrary.find(places)) {
      try {
        Nvrtc nvrtc = open(library);
        if (nvrtc.version() / MAJOR <= driverVersion / MAJOR) {
          return nvrtc;
        }
        refused.add(
            library.file()
                + " (of CUDA "
                + CudaVersion.text(nvrtc.version())
                + ", the driver's is "
                + CudaVersion.text(driverVersion)
                + ")");
      } catch (IllegalArgumentException e) {
        refused.add(library.file() + " (" + e.getMessage() + ")");
      }
    }
    throw missing(places, refused);
  }

  private static Nvrtc open(NvrtcLibrary library) {
    for (Path builtins : library.builtins()) {
      SymbolLookup.libraryLookup(builtins, Arena.global());
    }
    String file = library.file().toString();
    return new Nvrtc(file, SymbolLookup.libraryLookup(library.file(), Arena.global()));
  }

  private static CudaException missing(LibraryPlaces places, List<String> refused) {
    return new CudaException(
        "no NVRTC, which compiles the kernels for the card: looked for libnvrtc.so* in "
            + String.join(", ", places.nvrtc())
            + (refused.isEmpty() ? "" : "; found but not used: " + String.join(", ", refused))
            + "; install it (pip install nvidia-cuda-nvrtc, or the CUDA toolkit), or name its folder in "
            + LibraryPlaces.NVRTC_FOLDER);
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
    boolean known = architectures().contains(capability);
    int target =
        architectures().stream()
            .filter(architecture -> architecture <= capability)
            .max(Integer::compare)
            .orElseThrow(() -> tooOld(capability));
    List<String> options = new ArrayList<>(source.options());
    options.add("--gpu-architecture=" + (known ? "sm_" : "compute_") + target);
    options.add("--ftz=true");
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
            + " (CUDA "
            + CudaVersion.text(version())
            + ") no longer compiles for compute capability "
            + capability / 10.0
            + ", only for "
            + architectures()
            + "; name the folder of an older NVRTC in "
            + LibraryPlaces.NVRTC_FOLDER);
  }

  private void check(String function, Object... arguments) {
    int result = functions.call(function, arguments);
    if (result != 0) {
      throw new CudaException(file + ": " + function + " failed with nvrtcResult " + result);
    }
  }
}
