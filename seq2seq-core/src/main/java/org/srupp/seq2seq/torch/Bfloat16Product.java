package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * {@link MatrixProduct} of factors rounded to bfloat16 (8 significant bits, of two equally near
 * numbers the even one), with sums in float32.
 *
 * <p>From {@link #INVARIANT_ROWS} rows on a row's result does not depend on the number of rows (a
 * test checks it).
 */
public final class Bfloat16Product implements ColumnProduct, SelectableProduct {
  private static final int SHIFT = 16;
  private static final int HALF = 0x7fff;

  private static final ThreadLocal<short[]> ROUNDED = ThreadLocal.withInitial(() -> new short[0]);
  private static final ThreadLocal<MemorySegment> FACTOR =
      ThreadLocal.withInitial(() -> MemorySegment.NULL);

  private final int outputs;
  private final int inputs;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment weight;
  private final MemorySegment bias;

  /**
   * Rounds a copy of W; reads b where it stands, which must outlive this object.
   *
   * @param weight W, (outputs, inputs) float32, row-major
   * @param bias b, (outputs) float32, or NULL
   */
  public Bfloat16Product(MemorySegment weight, int outputs, int inputs, MemorySegment bias) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.bias = bias;
    this.weight = arena.allocate((long) outputs * inputs * Short.BYTES, 64);
    round(weight, (long) outputs * inputs, this.weight);
  }

  /**
   * One block of a selection.
   *
   * @param weight rounded already
   */
  private Bfloat16Product(MemorySegment weight, int inputs, MemorySegment bias) {
    this.outputs = SelectedRows.MULTIPLE;
    this.inputs = inputs;
    this.weight = weight;
    this.bias = bias;
  }

  /** Why this processor gains nothing from it; empty where it does. */
  public static Optional<String> obstacle() {
    return TorchBfloat16.isThere()
        ? ProcessorFlags.obstacle("instructions for bfloat16", List.of("amx_bf16", "avx512_bf16"))
        : Optional.of("the engine's library for this processor has no product of bfloat16");
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public void apply(MemorySegment x, MemorySegment y, int rows, int width) {
    MemorySegment out = y.asSlice(0, ((rows - 1L) * width + outputs) * Float.BYTES);
    boolean biased = !bias.equals(MemorySegment.NULL);
    for (int row = 0; biased && row < rows; row++) {
      long bytes = (long) outputs * Float.BYTES;
      MemorySegment.copy(bias, 0, out, (long) row * width * Float.BYTES, bytes);
    }
    MemorySegment factor = factor((long) rows * inputs * Short.BYTES);
    round(x, (long) rows * inputs, factor);
    TorchBfloat16.product(rows, outputs, inputs, factor, weight, biased ? 1 : 0, out, width);
  }

  @Override
  public MatrixProduct select(int[] wanted) {
    SelectedRows rows = new SelectedRows(wanted, outputs);
    Arena copies = Arena.ofShared();
    MemorySegment weights = rows.copy(weight, (long) inputs * Short.BYTES, copies);
    MemorySegment biases = rows.copy(bias, Float.BYTES, copies);
    return new BlockedProduct(
        copies,
        rows.count(),
        first ->
            new Bfloat16Product(
                weights.asSlice((long) first * inputs * Short.BYTES),
                inputs,
                biases.equals(MemorySegment.NULL)
                    ? biases
                    : biases.asSlice((long) first * Float.BYTES)));
  }

  private static MemorySegment factor(long bytes) {
    MemorySegment factor = FACTOR.get();
    if (factor.byteSize() < bytes) {
      factor = Arena.ofAuto().allocate(Math.max(bytes, 2 * factor.byteSize()), 64);
      FACTOR.set(factor);
    }
    return factor;
  }

  // Through arrays, whose loop is compiled to vectors; one over segments is not.
  private static void round(MemorySegment from, long count, MemorySegment to) {
    int[] bits = new int[(int) Math.min(count, 1 << 12)];
    short[] rounded = rounded(bits.length);
    for (long at = 0; at < count; at += bits.length) {
      int n = (int) Math.min(bits.length, count - at);
      MemorySegment.copy(from, ValueLayout.JAVA_INT_UNALIGNED, at * Float.BYTES, bits, 0, n);
      for (int i = 0; i < n; i++) {
        rounded[i] = (short) (bits[i] + HALF + (bits[i] >>> SHIFT & 1) >>> SHIFT);
      }
      MemorySegment.copy(rounded, 0, to, ValueLayout.JAVA_SHORT_UNALIGNED, at * Short.BYTES, n);
    }
  }

  private static short[] rounded(int length) {
    short[] rounded = ROUNDED.get();
    if (rounded.length < length) {
      rounded = new short[length];
      ROUNDED.set(rounded);
    }
    return rounded;
  }

  @Override
  public void close() {
    arena.close();
  }

  @Override
  public String toString() {
    return "Bfloat16Product (" + outputs + ", " + inputs + ")";
  }
}
