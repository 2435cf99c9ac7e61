package org.srupp.kernels.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Pinned memory that uploads go through. The driver leaves open when it reads memory that is not
 * pinned (CUDA driver API, "API synchronization behavior"); what was copied here may be changed and
 * given back as soon as its upload is queued.
 */
@SuppressWarnings("restricted")
final class UploadRing {
  static final int SLOT_BYTES = 1 << 16;

  /** Enough for what several updates upload, so that Java waits for none of them. */
  static final int SLOTS = 64;

  private static final int DISABLE_TIMING = 2;

  private final CudaDevice device;
  private final MemorySegment[] read = new MemorySegment[SLOTS];
  private MemorySegment pinned;
  private int next;

  UploadRing(CudaDevice device) {
    this.device = device;
  }

  /** Queues a copy of all of {@code host}; waits only where the ring is full of queued ones. */
  synchronized void upload(MemorySegment host, MemorySegment target, long stream) {
    for (long at = 0; at < host.byteSize(); at += SLOT_BYTES) {
      long bytes = Math.min(SLOT_BYTES, host.byteSize() - at);
      uploadSlot(host.asSlice(at, bytes), target.address() + at, stream);
    }
  }

  private void uploadSlot(MemorySegment host, long target, long stream) {
    int slot = next;
    next = (next + 1) % SLOTS;
    if (read[slot] == null) {
      read[slot] = event();
    } else {
      device.call("cuEventSynchronize", read[slot]);
    }
    MemorySegment staged = pinned().asSlice((long) slot * SLOT_BYTES, host.byteSize());
    staged.copyFrom(host);
    device.call("cuMemcpyHtoDAsync_v2", target, staged, host.byteSize(), stream);
    device.call("cuEventRecord", read[slot], stream);
  }

  private MemorySegment pinned() {
    if (pinned == null) {
      long bytes = (long) SLOTS * SLOT_BYTES;
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
        device.call("cuMemHostAlloc", address, bytes, 0);
        pinned = address.get(ValueLayout.ADDRESS, 0).reinterpret(bytes);
      }
    }
    return pinned;
  }

  private MemorySegment event() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      device.call("cuEventCreate", handle, DISABLE_TIMING);
      return handle.get(ValueLayout.ADDRESS, 0);
    }
  }
}
