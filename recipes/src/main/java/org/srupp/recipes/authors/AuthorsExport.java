package org.srupp.recipes.authors;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.model.SruppLanguageConfig;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorType;

/** Our tensors as the authors' code would save them. */
public final class AuthorsExport {
  private AuthorsExport() {}

  /**
   * Turns the rows of the matrices that make U into the authors' order.
   *
   * @param tensors all of a model, float32
   * @param arena owns the copies
   */
  public static List<TensorEntry> tensors(List<TensorEntry> tensors, Arena arena) {
    Map<String, long[]> shapes = new HashMap<>();
    tensors.forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
    Map<String, Integer> gates = GateRows.find(shapes);
    List<TensorEntry> theirs = new ArrayList<>();
    for (TensorEntry ours : tensors) {
      Integer k = gates.get(ours.name());
      theirs.add(k == null ? ours : turned(ours, k, arena));
    }
    return theirs;
  }

  private static TensorEntry turned(TensorEntry ours, int k, Arena arena) {
    MemorySegment theirs = arena.allocate(ours.data().byteSize(), Float.BYTES);
    GateRows.toTheirs(ours.data(), theirs, ours.shape()[0], k);
    return new TensorEntry(ours.name(), ours.dtype(), ours.shape(), theirs);
  }

  /**
   * A language model with all that loading into the authors' code looks for: also the scale of each
   * layer's skip input, and tied projections under both names.
   */
  public static List<TensorEntry> languageModel(
      SruppLanguageConfig config, List<TensorEntry> tensors, Arena arena) {
    List<TensorEntry> theirs = new ArrayList<>(tensors(tensors, arena));
    for (int i = 0; i < config.layers(); i++) {
      float[] scale = {(float) Extras.scale(config)};
      theirs.add(TensorEntry.of("rnn.rnn_lst." + i + ".scale_x", scale, 1));
    }
    if (config.words() instanceof AdaptiveWordConfig adaptive && adaptive.tiedProjections()) {
      for (TensorEntry tensor : tensors) {
        if (tensor.name().startsWith("output_layer.out_projs.")) {
          String name = tensor.name().replace("output_layer.out_", "embedding_layer.emb_");
          theirs.add(new TensorEntry(name, TensorType.F32, tensor.shape(), tensor.data()));
        }
      }
    }
    return theirs;
  }
}
