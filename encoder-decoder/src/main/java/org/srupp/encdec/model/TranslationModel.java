package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import org.srupp.encdec.layers.Dropout;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;

/** An encoder-decoder, whatever its layers are. */
public interface TranslationModel {
  /** The trained tensors. */
  ParameterSet parameters();

  /**
   * Scores of every next word given the right words before it.
   *
   * @param inputs the batch
   * @param dropout where masks come from
   * @return logits, (T, B, V), of the manager of the inputs
   */
  NDArray logits(Tape tape, TranslationInputs inputs, Dropout dropout);

  /**
   * Searches through this model with its parameters as they are now; close it before they are
   * trained on or freed.
   */
  TranslationScorers scorers();
}
