package org.srupp.recipes.training;

/** A model in training on made data, of which only the speed is of interest. */
public interface Trial extends AutoCloseable {

  /** Weights of the model. */
  long parameters();

  /** Makes one update of the recipe's size: forward, backward, optimizer. */
  TimedUpdate update();

  @Override
  void close();
}
