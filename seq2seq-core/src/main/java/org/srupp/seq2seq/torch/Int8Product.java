package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * {@link MatrixProduct} of 8-bit integers: each row of x is quantised when it comes, the sums of
 * products are whole numbers, and two scales make them float32 again.
 *
 * <p>Sums of whole numbers are exact (below 2^31, which 133,000 inputs cannot reach), so a row's
 * result never depends on the number of rows, nor on which of the engine's two ways computes it.
 */
public final class Int8Product implements SelectableProduct {
  /**
   * From so many weights on, a product over weights in the library's own order is faster; below,
   * its fixed cost of 20 microseconds is more than it wins (measured at 16 and 64 rows).
   */
  private static final long PACKED_FROM = (1 << 17) + 1;

  /**
   * Whether that holds here. Without a matrix unit the library has no fast loop for weights in its
   * own order: 43 ms instead of 25 microseconds (16 rows, 256 inputs, 512 outputs, AMD Zen 4).
   */
  private static final boolean PACKING_WINS =
      ProcessorFlags.obstacle("matrix unit for 8-bit integers", List.of("amx_int8")).isEmpty();

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final Int8Matrix weight;
  private final MemorySegment bias;
  private final Arena arena;
  private final long transposed;
  private final Int8Packed packed;

  /**
   * Reads W and b where they stand; they must outlive this object.
   *
   * @param bias b, (outputs) float32, or NULL
   */
  public Int8Product(Int8Matrix weight, MemorySegment bias) {
    this(weight, bias, PACKING_WINS && (long) weight.outputs() * weight.inputs() >= PACKED_FROM);
  }

  /**
   * @param pack whether to keep the weights in the library's order
   */
  Int8Product(Int8Matrix weight, MemorySegment bias, boolean pack) {
    this(weight, bias, pack, Arena.ofShared());
  }

  /**
   * @param arena closed by this
   */
  private Int8Product(Int8Matrix weight, MemorySegment bias, boolean pack, Arena arena) {
    this.weight = weight;
    this.arena = arena;
    this.bias = bias;
    transposed =
        TorchLibrary.tensor(
            weight.values(),
            TorchLibrary.INT8,
            new long[] {weight.inputs(), weight.outputs()},
            new long[] {1, weight.inputs()});
    packed = pack ? new Int8Packed(weight, arena) : null;
  }

  /** Why this processor would be slow or wrong with it; empty where it is not. */
  public static Optional<String> obstacle() {
    return ProcessorFlags.obstacle(
        "instructions for 8-bit products", List.of("amx_int8", "avx512_vnni", "avx_vnni"));
  }

  /** Whether large weights are kept in the library's order. */
  static boolean packs() {
    return PACKING_WINS;
  }

  @Override
  public int outputs() {
    return weight.outputs();
  }

  @Override
  public int inputs() {
    return weight.inputs();
  }

  @Override
  public void apply(MemorySegment x, MemorySegment y, int rows) {
    long wanted = (long) rows * outputs() * Float.BYTES;
    MemorySegment out = y.asSlice(0, wanted);
    Scratch scratch = SCRATCH.get();
    scratch.ensure(rows, this);
    RowQuantizer.quantize(x, rows, inputs(), scratch.values, scratch.scales);
    long in =
        TorchLibrary.tensor(
            scratch.values,
            TorchLibrary.INT8,
            new long[] {rows, inputs()},
            new long[] {inputs(), 1});
    try {
      if (packed == null) {
        multiply(in, scratch, rows);
        scale(scratch.sums, true, rows, scratch, out);
      } else {
        long sums = packed.multiply(in);
        try {
          scale(TorchLibrary.dataPointer(sums).reinterpret(wanted), false, rows, scratch, out);
        } finally {
          TorchLibrary.delete(sums);
        }
      }
    } finally {
      TorchLibrary.delete(in);
    }
  }

  @Override
  public MatrixProduct select(int[] wanted) {
    SelectedRows rows = new SelectedRows(wanted, outputs());
    Arena copies = Arena.ofShared();
    Int8Matrix selected =
        new Int8Matrix(
            rows.copy(weight.values(), inputs(), copies),
            rows.copy(weight.scales(), Float.BYTES, copies),
            rows.count(),
            inputs());
    return new Int8Product(selected, rows.copy(bias, Float.BYTES, copies), packed != null, copies);
  }

  private void multiply(long in, Scratch scratch, int rows) {
    long sums =
        TorchLibrary.tensor(
            scratch.sums,
            TorchLibrary.INT32,
            new long[] {rows, outputs()},
            new long[] {outputs(), 1});
    try {
      TorchIntegers.product(sums, in, transposed);
    } finally {
      TorchLibrary.delete(sums);
    }
  }

  private void scale(
      MemorySegment sums, boolean whole, int rows, Scratch scratch, MemorySegment y) {
    RowQuantizer.scale(sums, whole, rows, outputs(), scratch.scales, weight.scales(), bias, y);
  }

  @Override
  public void close() {
    TorchLibrary.delete(transposed);
    if (packed != null) {
      packed.close();
    }
    arena.close();
  }

  @Override
  public String toString() {
    return "Int8Product (" + outputs() + ", " + inputs() + ")";
  }

  /** A thread's buffers, as large as its largest product. */
  private static final class Scratch {
    private MemorySegment values = MemorySegment.NULL;
    private MemorySegment scales = MemorySegment.NULL;
    private MemorySegment sums = MemorySegment.NULL;

    void ensure(int rows, Int8Product product) {
      values = atLeast((long) rows * product.inputs(), values);
      scales = atLeast((long) rows * Float.BYTES, scales);
      if (product.packed == null) {
        sums = atLeast((long) rows * product.outputs() * Integer.BYTES, sums);
      }
    }

    private static MemorySegment atLeast(long bytes, MemorySegment buffer) {
      return buffer.byteSize() >= bytes
          ? buffer
          : Arena.ofAuto().allocate(Math.max(bytes, 2 * buffer.byteSize()), 64);
    }
  }
}
