package org.srupp.seq2seq.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that an optimizer carries from update to update.
 *
 * @param moments m and v of every parameter, in the order of the parameters
 * @param steps number of steps made, by parameter name, in the order of the parameters
 */
public record OptimizerState(List<StateMemory> moments, Map<String, Long> steps) {
  public OptimizerState {
    moments = List.copyOf(moments);
    // In the order given: Map.copyOf has another in every process, and checkpoints keep the order.
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }
}
