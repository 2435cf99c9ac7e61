package org.srupp.recipes.training;

import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.MatrixPrecision;

/** What a recipe's precision means on this machine. */
public final class Precisions {
  private Precisions() {}

  /**
   * The precision, with {@code auto} replaced by what suits the device.
   *
   * @throws IllegalArgumentException if the recipe insists on bfloat16 where it gains nothing or is
   *     not there
   */
  public static Precision resolve(Precision asked, DeviceMemory device) {
    if (asked == Precision.FLOAT32) {
      return asked;
    }
    Optional<String> obstacle = device.bfloat16Obstacle();
    if (asked == Precision.BFLOAT16 && obstacle.isPresent()) {
      throw new IllegalArgumentException(
          "train.precision is bfloat16, but "
              + obstacle.get()
              + "; set train.precision=float32 or auto");
    }
    return obstacle.isPresent() ? Precision.FLOAT32 : Precision.BFLOAT16;
  }

  /** How layers keep what they compute on a device. */
  public static DataType activations(Precision resolved, DeviceMemory device) {
    return resolved == Precision.BFLOAT16 ? device.bfloat16Activations() : DataType.FLOAT32;
  }

  /** The engine's setting. */
  public static MatrixPrecision matrices(Precision resolved) {
    return resolved == Precision.BFLOAT16 ? MatrixPrecision.BFLOAT16 : MatrixPrecision.FLOAT32;
  }
}
