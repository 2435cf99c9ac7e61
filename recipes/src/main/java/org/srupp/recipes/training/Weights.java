package org.srupp.recipes.training;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorLayout;
import org.srupp.seq2seq.checkpoint.TensorType;

/** A model's weights from and to files. */
public final class Weights {
  private Weights() {}

  /** Number of weights. */
  public static long count(ParameterSet parameters) {
    return parameters.all().stream().mapToLong(parameter -> parameter.shape().size()).sum();
  }

  /**
   * The weights under their names, float32; borrowed, and copied only from a card.
   *
   * @param copies arena of the copies
   */
  public static List<TensorEntry> tensors(ParameterSet parameters, Arena copies) {
    List<TensorEntry> tensors = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      tensors.add(
          new TensorEntry(
              parameter.name(),
              TensorType.F32,
              parameter.shape().getShape(),
              parameters.device().readable(parameter.memory(), copies)));
    }
    return tensors;
  }

  /** Type and shape of every weight. */
  public static Map<String, TensorLayout> layouts(List<ParameterSpec> specs) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      layouts.put(spec.name(), new TensorLayout(TensorType.F32, spec.shape()));
    }
    return layouts;
  }

  /** Puts the weights of a file into a model of the same shapes. */
  public static void fill(ParameterSet parameters, SafetensorsFile weights) {
    for (Parameter parameter : parameters.all()) {
      parameters.device().write(weights.tensor(parameter.name()).data(), parameter.memory());
    }
  }
}
