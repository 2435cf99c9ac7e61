package org.srupp.seq2seq.checkpoint;

import java.util.List;
import java.util.Objects;

/**
 * What a training saves in order to go on later.
 *
 * @param step updates done
 * @param model every parameter of the model
 * @param optimizer the optimizer's tensors, such as moments and step counts, under names that are
 *     the optimizer's own
 * @param state everything else
 */
public record Checkpoint(
    long step, List<TensorEntry> model, List<TensorEntry> optimizer, TrainingState state) {
  public Checkpoint {
    if (step < 0) {
      throw new IllegalArgumentException("step must be 0 or more, found " + step);
    }
    model = List.copyOf(model);
    optimizer = List.copyOf(optimizer);
    Objects.requireNonNull(state, "state");
  }
}
