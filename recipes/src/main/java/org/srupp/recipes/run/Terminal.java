package org.srupp.recipes.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Asks the C library about standard error.
 *
 * <p>{@link System#console()} speaks of standard input and output, and translations are piped
 * through both.
 */
final class Terminal {
  private static final int STDERR = 2;
  private static final int DEFAULT_COLUMNS = 80;
  private static final int WINDOW_BYTES = 8;
  private static final int COLUMNS_OFFSET = 2;
  private static final long TIOCGWINSZ =
      System.getProperty("os.name").startsWith("Mac") ? 0x40087468L : 0x5413L;

  private static final MethodHandle ISATTY =
      handle("isatty", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));

  private Terminal() {}

  /** Columns of the terminal that standard error is, at least 1; 0 if it is none. */
  static int columns() {
    try (Arena arena = Arena.ofConfined()) {
      if ((int) ISATTY.invokeExact(STDERR) == 0) {
        return 0;
      }
      MemorySegment window = arena.allocate(WINDOW_BYTES, Long.BYTES);
      boolean known = (int) IOCTL.invokeExact(STDERR, TIOCGWINSZ, window) == 0;
      int columns = known ? Short.toUnsignedInt(window.get(JAVA_SHORT, COLUMNS_OFFSET)) : 0;
      return columns == 0 ? DEFAULT_COLUMNS : columns;
    } catch (Throwable e) {
      throw new IllegalStateException(
          "the C library of every system that srupp runs on has isatty and ioctl", e);
    }
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }
}
