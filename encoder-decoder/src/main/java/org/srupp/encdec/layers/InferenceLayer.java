package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.encdec.layers.Workspace.Use;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.seq2seq.torch.MatrixProduct;

/**
 * {@link SruppLayer} for decoding: the same layer over raw memory, recording nothing, allocating
 * nothing, one row never touching another.
 *
 * <p>A test holds it to {@link SruppLayer}, which the authors' numbers check.
 */
final class InferenceLayer implements AutoCloseable {
  private static final MemorySegment NULL = MemorySegment.NULL;

  private final LayerConfig config;
  private final InferenceKernels kernels;
  private final MatrixProduct down;
  private final MatrixProduct keysAndValues;
  private final MatrixProduct up;
  private final float alpha;
  private final MemorySegment innerGamma;
  private final MemorySegment innerBeta;
  private final MemorySegment gamma;
  private final MemorySegment beta;
  private final MemorySegment weightC;
  private final MemorySegment bias;

  InferenceLayer(
      LayerConfig config, String name, InferenceWeights weights, InferenceKernels kernels) {
    this.config = config;
    this.kernels = kernels;
    String inner = name + ".transform_module";
    boolean attention = config.transform() == TransformKind.ATTENTION;
    boolean linear = config.transform() == TransformKind.LINEAR;
    down = weights.product(inner + ".linear1.weight", null);
    keysAndValues = attention ? weights.product(inner + ".linear2.weight", null) : null;
    String last = attention ? ".linear3.weight" : ".linear2.weight";
    up = linear ? null : weights.product(inner + last, null);
    alpha =
        attention ? weights.memory(inner + ".alpha").get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0) : 0;
    boolean innerNorm = !linear && config.transformNorm() != Norm.NONE;
    innerGamma = memory(weights, inner + ".layer_norm.weight", innerNorm);
    innerBeta = memory(weights, inner + ".layer_norm.bias", innerNorm);
    gamma = memory(weights, name + ".layer_norm.weight", config.cellNorm() != Norm.NONE);
    beta = memory(weights, name + ".layer_norm.bias", config.cellNorm() != Norm.NONE);
    weightC = memory(weights, name + ".weight_c", true);
    bias = memory(weights, name + ".bias", true);
  }

  private static MemorySegment memory(InferenceWeights weights, String name, boolean present) {
    return present ? weights.memory(name) : NULL;
  }

  LayerConfig config() {
    return config;
  }

  boolean hasAttention() {
    return keysAndValues != null;
  }

  /**
   * Runs the layer.
   *
   * @param x (L, B, inputs), with room for padded rows
   * @param keys where attention reads and writes; unused without attention
   * @param c0 (B, D), or NULL
   * @param padded (L, B) bytes, or NULL
   * @param h (L, B, D), overwritten
   * @param c (L, B, D), overwritten with the state of every step
   */
  void forward(
      Workspace workspace,
      MemorySegment x,
      int length,
      int batch,
      KeySource keys,
      MemorySegment c0,
      MemorySegment padded,
      MemorySegment h,
      MemorySegment c) {
    int rows = length * batch;
    MemorySegment seen = x;
    if (config.cellNorm() == Norm.PRE) {
      seen = workspace.buffer(Use.NORMALIZED, rows, config.inputs());
      norm(rows, config.inputs(), x, gamma, beta, seen);
    }
    MemorySegment u = workspace.buffer(Use.U, rows, config.subMatrices() * config.units());
    transform(workspace, seen, rows, keys, u);
    kernels.recurrence().forward(problem(length, batch), arrays(rows, u, x, c0, padded, h, c));
    if (config.cellNorm() == Norm.POST) {
      norm(rows, config.units(), h, gamma, beta, h);
    }
  }

  private void transform(
      Workspace workspace, MemorySegment x, int rows, KeySource keys, MemorySegment u) {
    if (up == null) {
      down.apply(x, u, Workspace.paddedRows(rows));
      return;
    }
    int p = config.projection();
    MemorySegment z = workspace.buffer(Use.INNER, rows, p);
    down.apply(x, z, Workspace.paddedRows(rows));
    MemorySegment o = hasAttention() ? attend(workspace, z, rows, keys) : NULL;
    MemorySegment y = workspace.buffer(Use.MIXED, rows, p);
    boolean post = config.transformNorm() == Norm.POST || !hasAttention();
    kernels
        .norm()
        .residualNorm(rows, p, z, o, alpha, post ? innerGamma : NULL, innerBeta, epsilon(), y);
    up.apply(y, u, Workspace.paddedRows(rows));
  }

  private MemorySegment attend(Workspace workspace, MemorySegment z, int rows, KeySource keys) {
    int p = config.projection();
    MemorySegment seen = innerSeen(workspace, z, rows);
    keysAndValues.apply(seen, keys.target(), Workspace.paddedRows(rows));
    MemorySegment o = workspace.buffer(Use.ATTENDED, rows, p);
    for (int row = 0; row < rows; row++) {
      kernels
          .attention()
          .attend(p, config.heads(), seen, row, keys.first(row), keys.second(row), o, row);
    }
    return o;
  }

  private MemorySegment innerSeen(Workspace workspace, MemorySegment z, int rows) {
    if (config.transformNorm() != Norm.PRE) {
      return z;
    }
    MemorySegment seen = workspace.buffer(Use.INNER_NORMALIZED, rows, config.projection());
    norm(rows, config.projection(), z, innerGamma, innerBeta, seen);
    return seen;
  }

  /**
   * Keys and values of a memory; like the authors' code, without the normalisation that {@link
   * Norm#PRE} gives the input.
   *
   * @param states (rows, inputs), with room for padded rows
   * @param target (padded rows, 2 P), overwritten
   */
  void memoryKeys(Workspace workspace, MemorySegment states, int rows, MemorySegment target) {
    MemorySegment z = workspace.buffer(Use.INNER, rows, config.projection());
    down.apply(states, z, Workspace.paddedRows(rows));
    keysAndValues.apply(innerSeen(workspace, z, rows), target, Workspace.paddedRows(rows));
  }

  private void norm(
      int rows,
      int size,
      MemorySegment x,
      MemorySegment gamma,
      MemorySegment beta,
      MemorySegment out) {
    kernels.norm().residualNorm(rows, size, x, NULL, 0, gamma, beta, epsilon(), out);
  }

  private static float epsilon() {
    return (float) Ops.NORM_EPSILON;
  }

  private RecurrenceProblem problem(int length, int batch) {
    return new RecurrenceProblem(
        length,
        batch,
        config.units(),
        config.bidirectional() ? Direction.BOTH : Direction.FORWARD,
        config.subMatrices(),
        true,
        config.scale(),
        Activation.IDENTITY,
        ElementType.FLOAT32);
  }

  private RecurrenceArrays arrays(
      int rows,
      MemorySegment u,
      MemorySegment x,
      MemorySegment c0,
      MemorySegment padded,
      MemorySegment h,
      MemorySegment c) {
    int units = config.units();
    return new RecurrenceArrays(
        floats(u, (long) rows * config.subMatrices() * units),
        config.subMatrices() == 3 ? floats(x, (long) rows * units) : NULL,
        weightC,
        bias,
        c0,
        NULL,
        padded,
        NULL,
        floats(h, (long) rows * units),
        floats(c, (long) rows * units));
  }

  static MemorySegment floats(MemorySegment segment, long count) {
    return segment.asSlice(0, count * ValueLayout.JAVA_FLOAT.byteSize());
  }

  @Override
  public void close() {
    down.close();
    if (keysAndValues != null) {
      keysAndValues.close();
    }
    if (up != null) {
      up.close();
    }
  }
}
