package org.srupp.seq2seq.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.seq2seq.checkpoint.pickle.PickleException;
import org.srupp.seq2seq.checkpoint.pickle.PickleReader;

/**
 * The tensors of a checkpoint by name.
 *
 * @param tensors in the checkpoint's order
 * @param others names of what is not a tensor of the model
 */
record StateDict(Map<String, TorchTensor> tensors, List<String> others) {
  /** What training scripts call the model's part of a checkpoint. */
  private static final List<String> WRAPPERS = List.of("model", "state_dict", "model_state_dict");

  /** What {@code DataParallel} and {@code DistributedDataParallel} put before every name. */
  private static final String PARALLEL = "module.";

  /**
   * Finds the tensors in what a checkpoint holds: at the top, or one level below under one of the
   * usual names.
   */
  static StateDict find(Object root) throws PickleException {
    if (!(root instanceof Map<?, ?> top)) {
      throw new PickleException(
          "it holds " + PickleReader.describe(root) + ", expected a dictionary of tensors");
    }
    if (hasTensors(top)) {
      return of(top, List.of());
    }
    List<String> inner =
        WRAPPERS.stream().filter(n -> top.get(n) instanceof Map<?, ?> m && hasTensors(m)).toList();
    if (inner.size() != 1) {
      throw new PickleException(
          "it holds no dictionary of tensors, neither at the top nor under one of "
              + WRAPPERS
              + "; save model.state_dict() by itself");
    }
    List<String> others =
        top.keySet().stream().map(String::valueOf).filter(n -> !inner.contains(n)).toList();
    return of((Map<?, ?>) top.get(inner.getFirst()), others);
  }

  private static boolean hasTensors(Map<?, ?> map) {
    return map.values().stream().anyMatch(TorchTensor.class::isInstance);
  }

  private static StateDict of(Map<?, ?> map, List<String> beside) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    List<String> others = new ArrayList<>(beside);
    map.forEach(
        (name, value) -> {
          if (value instanceof TorchTensor tensor) {
            tensors.put(String.valueOf(name), tensor);
          } else {
            others.add(String.valueOf(name));
          }
        });
    return new StateDict(withoutPrefix(tensors), List.copyOf(others));
  }

  private static Map<String, TorchTensor> withoutPrefix(Map<String, TorchTensor> tensors) {
    if (!tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL))) {
      return tensors;
    }
    Map<String, TorchTensor> bare = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> bare.put(name.substring(PARALLEL.length()), tensor));
    return bare;
  }
}
