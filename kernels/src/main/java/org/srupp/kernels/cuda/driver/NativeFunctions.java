package org.srupp.kernels.cuda.driver;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls C functions of one library that return an int; an argument's C type follows from its Java
 * type: int, long long or size_t from Long, a pointer from MemorySegment, unsigned char from Byte.
 */
@SuppressWarnings("restricted")
final class NativeFunctions {
  private final String library;
  private final SymbolLookup symbols;
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  /**
   * @param library for messages
   */
  NativeFunctions(String library, SymbolLookup symbols) {
    this.library = library;
    this.symbols = symbols;
  }

  /**
   * What the function returns.
   *
   * @throws CudaException if the library has no such function
   */
  int call(String function, Object... arguments) {
    MethodHandle handle = handles.computeIfAbsent(function, name -> bind(name, arguments));
    try {
      return (int) handle.invokeExact(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(function, e);
    }
  }

  private MethodHandle bind(String function, Object... arguments) {
    MemorySegment address =
        symbols
            .find(function)
            .orElseThrow(
                () -> new CudaException(library + " is too old: it has no function " + function));
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(NativeFunctions::layout).toArray(MemoryLayout[]::new);
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts));
    return handle
        .asSpreader(Object[].class, arguments.length)
        .asType(MethodType.methodType(int.class, Object[].class));
  }

  private static MemoryLayout layout(Object argument) {
    if (argument instanceof Integer) {
      return ValueLayout.JAVA_INT;
    }
    if (argument instanceof Long) {
      return ValueLayout.JAVA_LONG;
    }
    if (argument instanceof Byte) {
      return ValueLayout.JAVA_BYTE;
    }
    if (argument instanceof MemorySegment) {
      return ValueLayout.ADDRESS;
    }
    throw new IllegalArgumentException("no C type for " + argument);
  }
}
