package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.srupp.kernels.cuda.ShimLibrary;

/**
 * A driver made of the processor, for tests of everything that speaks to the driver; one is
 * independent of the next.
 */
@SuppressWarnings("restricted")
public final class FakeCards {
  private static final long VERSION = 0;
  private static final long INIT = 4;
  private static final long CARDS = 8;
  private static final long DEPTH = 12;
  private static final long FREE = 16;
  private static final long LAUNCHES = 24;
  private static final long SYNC = 28;
  private static final long LATE = 32;
  private static final long CACHE_BYTES = 36;
  private static final long SENT = 40;
  private static final long FILLED = 48;
  private static final long BYTES = 56;

  private final Path library;
  private final MemorySegment state;

  /** A driver of CUDA 13.0 with one card of 2 GiB, compute capability 8.9. */
  public FakeCards() {
    this.library = ShimLibrary.ofFile("fake_driver.cpp");
    this.state =
        SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("fake").reinterpret(BYTES);
  }

  FakeCards version(int version) {
    return set(VERSION, version);
  }

  FakeCards init(int result) {
    return set(INIT, result);
  }

  public FakeCards cards(int cards) {
    return set(CARDS, cards);
  }

  /** With so many bytes left. */
  public FakeCards free(long bytes) {
    state.set(ValueLayout.JAVA_LONG, FREE, bytes);
    return this;
  }

  /** Which reads what is uploaded as late as CUDA allows. */
  FakeCards late() {
    return set(LATE, 1);
  }

  /** With an L2 cache of so many bytes. */
  FakeCards cache(int bytes) {
    return set(CACHE_BYTES, bytes);
  }

  public int launches() {
    return state.get(ValueLayout.JAVA_INT, LAUNCHES);
  }

  /** How often somebody waited for a stream. */
  public int waits() {
    return state.get(ValueLayout.JAVA_INT, SYNC);
  }

  /** Bytes that were copied from the process. */
  public long sent() {
    return state.get(ValueLayout.JAVA_LONG, SENT);
  }

  /** Bytes of the last fill. */
  long filled() {
    return state.get(ValueLayout.JAVA_LONG, FILLED);
  }

  int contextsLeft() {
    return state.get(ValueLayout.JAVA_INT, DEPTH);
  }

  public CudaDriver load() {
    return CudaDriver.load(List.of("/nowhere/libcuda.so.1", library.toString()));
  }

  /** The first card, with images compiled as C++ and kept in a folder. */
  public CudaDevice open(Path cache) {
    return open(cache, () -> {});
  }

  CudaDevice open(Path cache, Runnable releaseCaches) {
    CudaDriver driver = load();
    ImageCompiler compiler =
        new ImageCompiler(
            new ImageCache(cache), driver.version(), () -> (source, capability) -> path(source));
    return CudaDevice.open(driver, 0, compiler, releaseCaches);
  }

  /** Any of the cards, with images compiled as C++ and none kept. */
  public static CudaDevice open(CudaDriver driver, int ordinal) {
    ImageCompiler compiler =
        ImageCompiler.uncached(driver.version(), () -> (source, capability) -> path(source));
    return CudaDevice.open(driver, ordinal, compiler, () -> {});
  }

  /** An image as the fake driver takes it: the path of a library. */
  static byte[] path(KernelSource source) {
    return ShimLibrary.of(source).toString().getBytes(StandardCharsets.UTF_8);
  }

  private FakeCards set(long offset, int value) {
    state.set(ValueLayout.JAVA_INT, offset, value);
    return this;
  }
}
