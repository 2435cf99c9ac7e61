package org.srupp.seq2seq.train;

import java.util.List;
import org.srupp.kernels.UpdateKernel;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Turns gradients into new weights; owns the running moments of every parameter. */
public interface Optimizer {

  /**
   * Makes one step on every parameter. A parameter that has never had a gradient is left alone and
   * its count of steps stays 0; one that had a gradient before takes a missing one as zeros.
   *
   * @param parameters the parameters that the optimizer was made for, in any order
   * @param learningRate of this update
   * @param clip factor of every gradient, in [0, 1]
   * @throws IllegalArgumentException if there is a parameter that the optimizer does not know
   */
  void update(List<ParameterMemory> parameters, double learningRate, double clip);

  /** The state, backed by the optimizer's own memory: write it out before the next update. */
  OptimizerState state();

  /**
   * Copies a state that {@link #state} gave, maybe to a file and back.
   *
   * @throws IllegalArgumentException if it is not the state of the same parameters; names all that
   *     are missing, unknown or of another size
   */
  void restore(OptimizerState state);

  /** The optimizer that the config describes, with zero moments for these parameters. */
  static Optimizer of(
      OptimizerConfig config, UpdateKernel kernel, List<ParameterMemory> parameters) {
    return of(config, kernel, parameters, DeviceMemory.HOST);
  }

  /**
   * The optimizer that the config describes, with zero moments for these parameters.
   *
   * @param device whose memory parameters and moments lie in
   */
  static Optimizer of(
      OptimizerConfig config,
      UpdateKernel kernel,
      List<ParameterMemory> parameters,
      DeviceMemory device) {
    return new MomentOptimizer(StepRule.of(config), kernel, parameters, device);
  }
}
