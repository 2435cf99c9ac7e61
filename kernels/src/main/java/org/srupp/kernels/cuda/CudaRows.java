package org.srupp.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.srupp.kernels.cuda.driver.ArgumentWriter;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.kernels.cuda.driver.KernelSource;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/**
 * Rows of matrices moved and added by number on an NVIDIA card; the kernels are in {@code rows.cu}.
 *
 * <p>Segments name memory of the card, as for {@link CudaRecurrence}. Everything is queued on the
 * current stream; sums are the bits of adding one row after the other.
 */
public final class CudaRows {
  private static final KernelSource SOURCE = KernelSource.ofResource(CudaRows.class, "rows.cu");

  /** Threads of a block, as in the source. */
  private static final int THREADS = 256;

  private static final long BYTES = 56;

  private final KernelDevice device;
  private final LongSupplier currentStream;

  /**
   * @param device the card whose memory the matrices name
   * @param currentStream gives the CUstream to queue on, asked at each call; 0 is the default
   *     stream
   */
  public CudaRows(KernelDevice device, LongSupplier currentStream) {
    this.device = device;
    this.currentStream = currentStream;
  }

  /**
   * Copies row {@code fromRows[i]} to row {@code toRows[i]}. Consecutive rows to the first ones are
   * one copy, and no numbers of rows go to the card.
   *
   * @param to row-major matrix of rows of {@code rowBytes}, of any type
   * @param toRows different rows, or null for 0, 1, 2, ...
   * @param from likewise; other memory
   * @param fromRows as many, or null for 0, 1, 2, ...; not both
   * @param rowBytes of a row of either, a multiple of 2
   * @throws IllegalArgumentException if a row lies outside of its matrix, or the numbers of rows
   *     differ
   */
  public void copy(
      MemorySegment to, int[] toRows, MemorySegment from, int[] fromRows, long rowBytes) {
    int count = toRows == null ? fromRows.length : toRows.length;
    requireRows("to", to, toRows, count, rowBytes, Short.BYTES);
    requireRows("from", from, fromRows, count, rowBytes, Short.BYTES);
    if (toRows == null && consecutive(fromRows)) {
      MemorySegment rows = from.asSlice(fromRows[0] * rowBytes, count * rowBytes);
      device.copy(rows, to.asSlice(0, rows.byteSize()), currentStream.getAsLong());
      return;
    }
    boolean words = (rowBytes | to.address() | from.address()) % Integer.BYTES == 0;
    run(
        words ? "srupp_copy_rows" : "srupp_copy_short_rows",
        count,
        rowBytes / (words ? Integer.BYTES : Short.BYTES),
        to,
        from,
        toRows,
        fromRows,
        null);
  }

  /**
   * Adds row {@code fromRows[i]} to row {@code toRows[i]}, in this order where a row is there more
   * than once.
   *
   * @param to row-major matrix of float32, (rows, rowBytes / 4)
   * @param from likewise; other memory
   * @param fromRows as many, or null for 0, 1, 2, ...
   * @param rowBytes of a row of either, a multiple of 4
   * @throws IllegalArgumentException as {@link #copy}
   */
  public void add(
      MemorySegment to, int[] toRows, MemorySegment from, int[] fromRows, long rowBytes) {
    requireRows("to", to, toRows, toRows.length, rowBytes, Float.BYTES);
    requireRows("from", from, fromRows, toRows.length, rowBytes, Float.BYTES);
    RowGroups groups = RowGroups.of(toRows, fromRows);
    run(
        "srupp_add_rows",
        groups.rows().length,
        rowBytes / Float.BYTES,
        to,
        from,
        groups.rows(),
        groups.addends(),
        groups.starts());
  }

  private void run(
      String kernel,
      int count,
      long words,
      MemorySegment to,
      MemorySegment from,
      int[] toRows,
      int[] fromRows,
      int[] starts) {
    if (count == 0 || words == 0) {
      return;
    }
    long stream = currentStream.getAsLong();
    try (Arena arena = Arena.ofConfined()) {
      // The kernel is queued before those of another thread that has the same workspace.
      synchronized (device) {
        Indices indices = new Indices(stream, bytes(toRows) + bytes(fromRows) + bytes(starts));
        ArgumentWriter writer = new ArgumentWriter(arena, BYTES);
        writer.pointer("to", to).pointer("from", from);
        writer.pointer("toRows", indices.put(toRows, arena));
        writer.pointer("fromRows", indices.put(fromRows, arena));
        writer.pointer("starts", indices.put(starts, arena));
        writer.longInteger(count).longInteger(words);
        LaunchGeometry geometry = LaunchGeometry.covering(count * words, THREADS);
        device.image(SOURCE).launch(kernel, geometry, writer.structure(), stream);
      }
    }
  }

  private static boolean consecutive(int[] rows) {
    return rows.length > 0 && IntStream.range(1, rows.length).allMatch(i -> rows[i] == rows[0] + i);
  }

  private static long bytes(int[] values) {
    return values == null ? 0 : (long) values.length * Integer.BYTES;
  }

  private static void requireRows(
      String name, MemorySegment matrix, int[] rows, int count, long rowBytes, int wordBytes) {
    long last = rows == null ? count - 1L : IntStream.of(rows).max().orElse(-1);
    int first = rows == null ? 0 : IntStream.of(rows).min().orElse(0);
    boolean many = rows != null && rows.length != count;
    if (many
        || first < 0
        || rowBytes % wordBytes != 0
        || (last + 1) * rowBytes > matrix.byteSize()) {
      throw new IllegalArgumentException(
          name
              + ": found rows "
              + first
              + " to "
              + last
              + " of "
              + rowBytes
              + " bytes, "
              + (rows == null ? count : rows.length)
              + " in all, expected "
              + count
              + " that "
              + matrix.byteSize()
              + " bytes hold");
    }
  }

  /** What of the workspace is left for row numbers. */
  private final class Indices {
    private final long stream;
    private final MemorySegment memory;
    private long used;

    Indices(long stream, long bytes) {
      this.stream = stream;
      memory = device.workspace(stream, bytes);
    }

    MemorySegment put(int[] values, Arena arena) {
      if (values == null) {
        return MemorySegment.NULL;
      }
      MemorySegment place = memory.asSlice(used, bytes(values));
      device.copyToDevice(arena.allocateFrom(ValueLayout.JAVA_INT, values), place, stream);
      used += bytes(values);
      return place;
    }
  }
}
