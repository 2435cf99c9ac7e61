package org.srupp.seq2seq.train;

import java.util.List;
import java.util.Optional;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * What the trainer knows of a model.
 *
 * @param <B> a micro-batch, what the model takes in one forward pass
 */
public interface Trainable<B> {

  /**
   * All parameters, always with the same names and in the same order; the memory stays valid until
   * the next call of {@link #accumulate} or {@link #zeroGradients}.
   */
  List<ParameterMemory> parameters();

  /** Where the parameters, and what training keeps of them, lie. */
  default DeviceMemory device() {
    return DeviceMemory.HOST;
  }

  /** Number of target tokens, padding excluded. */
  long predictions(B batch);

  /**
   * Runs forward and backward in training mode.
   *
   * @param batch the micro-batch
   * @param scale what the gradient of the summed token losses is multiplied by before it is
   *     <em>added</em> to the gradients: 1 / (target tokens of the whole update)
   * @param seed where all randomness (dropout) of this call comes from
   * @return the unscaled losses
   */
  Loss accumulate(B batch, double scale, long seed);

  /**
   * About half of a micro-batch, to see whether there is memory for it; empty if it is as small as
   * can be or cannot be divided. Only for a training that does not go on.
   */
  default Optional<B> half(B batch) {
    return Optional.empty();
  }

  /** Runs forward without dropout and without gradients. */
  Loss evaluate(B batch);

  /** Makes all gradients zero, or absent. */
  void zeroGradients();

  /**
   * What the model carries from one call of {@link #accumulate} to the next besides its parameters,
   * such as a language model's state; empty for most models. Valid until the next call.
   */
  default List<StateMemory> carried() {
    return List.of();
  }

  /**
   * Goes on with what {@link #carried} gave; copies.
   *
   * @throws IllegalArgumentException if it is not what such a model carries
   */
  default void restoreCarried(List<StateMemory> carried) {
    if (!carried.isEmpty()) {
      throw new IllegalArgumentException(
          "carried state: found "
              + carried.stream().map(StateMemory::name).toList()
              + ", but this model carries nothing from step to step");
    }
  }
}
