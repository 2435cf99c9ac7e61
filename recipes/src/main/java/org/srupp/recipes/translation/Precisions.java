package org.srupp.recipes.translation;

import java.util.Optional;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.seq2seq.torch.MatrixPrecision;

/** What a recipe's precision means on this machine. */
final class Precisions {
  private Precisions() {}

  /**
   * The recipe with {@code auto} replaced by what suits the machine.
   *
   * @throws IllegalArgumentException if the recipe insists on bfloat16 where it gains nothing
   */
  static Recipe resolve(Recipe recipe) {
    Precision asked = recipe.train().precision();
    if (asked == Precision.FLOAT32) {
      return recipe;
    }
    Optional<String> obstacle = MatrixPrecision.bfloat16Obstacle();
    if (asked == Precision.BFLOAT16 && obstacle.isPresent()) {
      throw new IllegalArgumentException(
          "train.precision is bfloat16, but "
              + obstacle.get()
              + "; set train.precision=float32 or auto");
    }
    return recipe.withPrecision(obstacle.isPresent() ? Precision.FLOAT32 : Precision.BFLOAT16);
  }

  static MatrixPrecision matrices(Recipe recipe) {
    return recipe.train().precision() == Precision.BFLOAT16
        ? MatrixPrecision.BFLOAT16
        : MatrixPrecision.FLOAT32;
  }
}
