package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.cuda.CudaRows;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares rows that a card copies and adds by number with plain loops, bit for bit. */
final class RowsCheck {
  private static final int TABLE_ROWS = 53;
  private static final int MOVED_ROWS = 301;
  private static final int WIDTH = 131;
  private static final long ROW_BYTES = (long) WIDTH * Float.BYTES;

  private final KernelDevice device;
  private final CudaRows rows;

  RowsCheck(KernelDevice device) {
    this.device = device;
    this.rows = new CudaRows(device, () -> 0);
  }

  /** As the look-up of embeddings and its gradient: rows are asked for more than once. */
  List<Check> run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] chosen = random.ints(MOVED_ROWS, 0, TABLE_ROWS).toArray();
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      MemorySegment table = scope.poisoned(TABLE_ROWS * ROW_BYTES);
      MemorySegment expectedTable = scope.host(TABLE_ROWS * ROW_BYTES);
      scope.fill("table", table, ElementType.FLOAT32, expectedTable, random);
      MemorySegment moved = scope.poisoned(MOVED_ROWS * ROW_BYTES);
      MemorySegment expectedMoved = scope.host(MOVED_ROWS * ROW_BYTES);
      rows.copy(moved, null, table, chosen, ROW_BYTES);
      copy(expectedMoved, expectedTable, chosen);
      Check copied = check("copied", expectedMoved, scope.read(moved));
      scope.fill("moved", moved, ElementType.FLOAT32, expectedMoved, random);
      rows.add(table, chosen, moved, null, ROW_BYTES);
      add(expectedTable, chosen, expectedMoved);
      return List.of(copied, check("added", expectedTable, scope.read(table)));
    }
  }

  private static void copy(MemorySegment to, MemorySegment table, int[] chosen) {
    for (int i = 0; i < chosen.length; i++) {
      MemorySegment.copy(table, chosen[i] * ROW_BYTES, to, i * ROW_BYTES, ROW_BYTES);
    }
  }

  private static void add(MemorySegment table, int[] chosen, MemorySegment addends) {
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < WIDTH; j++) {
        long at = (long) chosen[i] * WIDTH + j;
        double addend = Numbers.get(addends, ElementType.FLOAT32, (long) i * WIDTH + j);
        // Rounded to float32, the sum of two float32 in double is their sum in float32.
        double sum = Numbers.get(table, ElementType.FLOAT32, at) + addend;
        Numbers.put(table, ElementType.FLOAT32, at, sum);
      }
    }
  }

  private static Check check(String verb, MemorySegment expected, MemorySegment found) {
    double error = Numbers.relativeError(expected, found, ElementType.FLOAT32);
    String what = String.format(Locale.ROOT, "%d rows of %d %s by number", MOVED_ROWS, WIDTH, verb);
    return new Check(what, "rows", error, Check.SAME_BITS);
  }
}
