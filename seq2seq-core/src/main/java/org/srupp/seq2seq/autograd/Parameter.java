package org.srupp.seq2seq.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * A named, trained tensor together with the memory of its values and of its accumulated gradient.
 *
 * <p>The engine allocates the gradient at the first backward run and from then on adds into that
 * same memory, because nothing here ever takes the gradient away: it is set to zero in place.
 */
public final class Parameter {
  private final String name;
  private final NDArray value;
  private final DeviceMemory device;
  private final MemorySegment memory;
  private NDArray gradient;

  /**
   * Makes a tensor a parameter.
   *
   * @param name its name in checkpoints
   * @param value contiguous; stays with its manager
   */
  public Parameter(String name, NDArray value) {
    this(name, value, DeviceMemory.HOST);
  }

  /**
   * Makes a tensor a parameter.
   *
   * @param name its name in checkpoints
   * @param value contiguous; stays with its manager
   * @param device whose memory it lies in
   */
  public Parameter(String name, NDArray value, DeviceMemory device) {
    this.name = name;
    this.value = value;
    this.device = device;
    this.memory = device.of(value);
    value.setRequiresGradient(true);
  }

  /** Its name in checkpoints. */
  public String name() {
    return name;
  }

  /** The tensor. */
  public NDArray value() {
    return value;
  }

  /** Its shape. */
  public Shape shape() {
    return value.getShape();
  }

  /** Where values and gradient lie. */
  public DeviceMemory device() {
    return device;
  }

  /** Memory of the values, row-major. */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * Memory of the gradient, of the same layout as the values; {@link MemorySegment#NULL} before the
   * first backward run.
   */
  public MemorySegment gradient() {
    if (gradient == null) {
      gradient = JniUtils.getGradient((PtNDArray) value);
    }
    return gradient == null ? MemorySegment.NULL : device.of(gradient);
  }

  /**
   * Memory of the gradient, zeros if there was none yet: for hand-written functions that add to it
   * themselves, because a copy of a table with a row for every word would be wasteful.
   */
  public MemorySegment gradientToAddTo() {
    if (gradient().equals(MemorySegment.NULL)) {
      try (NDArray zeros = value.zerosLike()) {
        JniUtils.backward((PtNDArray) value, (PtNDArray) zeros, false, false);
      }
    }
    return gradient();
  }

  /** Sets the gradient to zero, in place. */
  public void zeroGradient() {
    MemorySegment target = gradient();
    if (!target.equals(MemorySegment.NULL)) {
      device.zero(target);
    }
  }
}
