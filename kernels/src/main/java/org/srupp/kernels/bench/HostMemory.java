package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** Native memory of the process. */
final class HostMemory implements BenchMemory {
  private static final int ALIGNMENT = 64;

  private final Map<Long, Arena> arenas = new HashMap<>();

  @Override
  public MemorySegment allocate(long bytes) {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(bytes, ALIGNMENT);
    arenas.put(memory.address(), arena);
    return memory;
  }

  @Override
  public void free(MemorySegment memory) {
    arenas.remove(memory.address()).close();
  }

  @Override
  public void fill(MemorySegment memory, byte value) {
    memory.fill(value);
  }

  @Override
  public void write(MemorySegment host, MemorySegment memory) {
    memory.copyFrom(host);
  }

  @Override
  public void read(MemorySegment memory, MemorySegment host) {
    host.copyFrom(memory);
  }
}
