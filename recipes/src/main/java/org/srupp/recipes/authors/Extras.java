package org.srupp.recipes.authors;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.model.SruppLanguageConfig;
import org.srupp.seq2seq.checkpoint.TensorCasts;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.checkpoint.TensorLayout;
import org.srupp.seq2seq.checkpoint.TensorType;
import org.srupp.seq2seq.checkpoint.TorchFile;

/** Sorts the tensors of a checkpoint that no parameter is made from. */
final class Extras {
  private static final Pattern SCALE = Pattern.compile("rnn\\.rnn_lst\\.\\d+\\.scale_x");
  private static final Pattern OF_MODEL =
      Pattern.compile("(rnn|embedding_layer|output_layer)\\..*");

  /** The scale is rounded to float32 once in each program. */
  private static final double SCALE_TOLERANCE = 1e-6;

  private final TorchFile file;
  private final SruppLanguageConfig config;
  private final Set<String> parameters;
  private final List<String> dropped = new ArrayList<>();
  private final List<String> leftOver = new ArrayList<>();

  /**
   * @param parameters names of those that the model has
   */
  Extras(TorchFile file, SruppLanguageConfig config, Set<String> parameters) {
    this.file = file;
    this.config = config;
    this.parameters = parameters;
  }

  List<String> dropped() {
    return dropped;
  }

  List<String> leftOver() {
    return leftOver;
  }

  /**
   * Looks at each of them.
   *
   * @param wrong takes what shows that the model is another one
   */
  void sort(List<String> wrong) {
    for (Map.Entry<String, TensorLayout> extra : file.layouts().entrySet()) {
      String name = extra.getKey();
      if (parameters.contains(name)) {
        continue;
      }
      String original = original(name);
      if (SCALE.matcher(name).matches()) {
        dropScale(name, extra.getValue(), wrong);
      } else if (original != null && extra.getValue().equals(file.layouts().get(original))) {
        dropDuplicate(name, original, wrong);
      } else if (OF_MODEL.matcher(name).matches()) {
        wrong.add(name + " " + extra.getValue() + " is not a part of the model");
      } else {
        leftOver.add(name + " " + extra.getValue());
      }
    }
    leftOver.addAll(file.others());
  }

  /** What a tied tensor is a duplicate of, or null. */
  private String original(String name) {
    if (!(config.words() instanceof AdaptiveWordConfig)) {
      return null;
    }
    return name.startsWith("embedding_layer.emb_")
        ? name.replace("embedding_layer.emb_", "output_layer.out_")
        : null;
  }

  private void dropDuplicate(String name, String original, List<String> wrong) {
    if (file.tensor(name).data().mismatch(file.tensor(original).data()) == -1) {
      dropped.add(name);
    } else {
      wrong.add(
          name
              + " differs from "
              + original
              + ", expected the same values as the recipe ties them");
    }
  }

  /** The scale of the skip input is a constant of the configuration; k = 4 ignores it. */
  private void dropScale(String name, TensorLayout layout, List<String> wrong) {
    if (!TensorCasts.isFloat(layout.dtype())
        || layout.shape().length != 1
        || layout.shape()[0] != 1) {
      wrong.add(name + " is " + layout + ", expected " + new TensorLayout(TensorType.F32, 1));
      return;
    }
    float[] found = new float[1];
    TensorEntry scale = file.tensor(name);
    TensorCasts.toFloat32(scale, MemorySegment.ofArray(found));
    double expected = scale(config);
    boolean ignored = name.startsWith("rnn.rnn_lst.0.") && config.inputs() != config.hidden();
    if (ignored || Math.abs(found[0] - expected) <= SCALE_TOLERANCE) {
      dropped.add(name);
    } else {
      wrong.add(name + " is " + found[0] + ", expected " + (float) expected + " (model.rescale)");
    }
  }

  /** sqrt(1 + 2 exp(highway bias)) with rescaling, else 1. */
  static double scale(SruppLanguageConfig config) {
    return config.rescale() ? (float) Math.sqrt(1 + 2 * Math.exp(config.highwayBias())) : 1;
  }
}
