package org.srupp.recipes.authors;

import java.util.List;
import org.srupp.seq2seq.checkpoint.TensorEntry;

/**
 * What an import made of a checkpoint.
 *
 * @param tensors the model's, float32 in our order of rows; views of the checkpoint where nothing
 *     had to change
 * @param dropped names of what the checkpoint has twice or as constants, compared with what it
 *     should be
 * @param leftOver names of what is no part of a language model
 */
public record ImportedModel(
    List<TensorEntry> tensors, List<String> dropped, List<String> leftOver) {
  public ImportedModel {
    tensors = List.copyOf(tensors);
    dropped = List.copyOf(dropped);
    leftOver = List.copyOf(leftOver);
  }

  /** Number of weights. */
  public long count() {
    return tensors.stream().mapToLong(tensor -> tensor.data().byteSize() / Float.BYTES).sum();
  }
}
