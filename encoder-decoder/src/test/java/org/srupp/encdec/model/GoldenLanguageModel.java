package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.layers.GoldenConfigs;
import org.srupp.encdec.layers.GoldenTensors;
import org.srupp.encdec.layers.GoldenTensors.Theirs;
import org.srupp.encdec.layers.LayerConfig;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.StackConfig;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.layers.WordConfig;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.Tolerance;

/** A language model of the authors' cases, over the twins of the kernels. */
final class GoldenLanguageModel {
  private final NDManager manager;
  private final GoldenCase golden;
  private final GoldenTensors tensors;
  private final LanguageModel model;

  GoldenLanguageModel(NDManager manager, GoldenCase golden) {
    this(manager, golden, golden.isFloat32());
  }

  GoldenLanguageModel(NDManager manager, GoldenCase golden, boolean float32) {
    this.manager = manager;
    this.golden = golden;
    tensors = new GoldenTensors(manager, golden, float32);
    LanguageModelConfig config = config(golden);
    ParameterSet parameters =
        tensors.parameters(LanguageModel.specs(config), name -> theirs("", name));
    model =
        new LanguageModel(
            config,
            parameters,
            new LanguageModelKernels(TestKernels.twins(), new ReferenceCrossEntropy(), null, null));
  }

  static LanguageModelConfig config(GoldenCase golden) {
    JsonNode c = golden.config();
    StackConfig stack = GoldenConfigs.stack(c.get("srupp"), false);
    LayerConfig layer = stack.layer();
    boolean adaptive = c.has("cutoffs");
    return new SruppLanguageConfig(
        c.get(adaptive ? "n_token" : "vocab").asInt(),
        stack.inputs(),
        layer.units(),
        layer.transform(),
        layer.projection(),
        stack.layers(),
        stack.attentionLayers(),
        layer.heads(),
        layer.transformNorm(),
        layer.cellNorm(),
        layer.rescale(),
        layer.highwayBias(),
        layer.dropout(),
        layer.attentionDropout(),
        adaptive ? c.get("emb_dropout").asDouble() : 0,
        adaptive ? words(c) : new PlainWordConfig());
  }

  private static WordConfig words(JsonNode c) {
    List<Integer> cutoffs = new ArrayList<>();
    c.get("cutoffs").forEach(cutoff -> cutoffs.add(cutoff.asInt()));
    return new AdaptiveWordConfig(
        cutoffs,
        c.get("n_e").asInt(),
        c.get("div_val").asInt(),
        c.get("tied_weights").asBoolean(),
        c.get("tied_projections").asBoolean());
  }

  NDManager manager() {
    return manager;
  }

  GoldenCase golden() {
    return golden;
  }

  GoldenTensors tensors() {
    return tensors;
  }

  LanguageModel model() {
    return model;
  }

  /** The authors' name of a parameter; that of the matrix that makes U is the last linear one. */
  Theirs theirs(String prefix, String name) {
    LanguageModelConfig config = config(golden);
    if (!name.startsWith("rnn.rnn_lst.")) {
      return new Theirs(prefix + name, 1);
    }
    int layer = name.charAt("rnn.rnn_lst.".length()) - '0';
    String last = config.attentionLayers().contains(layer + 1) ? "linear3" : "linear2";
    return new Theirs(prefix + name, name.endsWith(last + ".weight") ? 3 : 1);
  }

  /** Compares a parameter's value. */
  void compareParameter(String prefix, Parameter parameter, Tolerance tolerance) {
    tensors.compareValue(theirs(prefix, parameter.name()), parameter, tolerance);
  }

  List<NDArray> parts(String name) {
    List<NDArray> parts = new ArrayList<>();
    NDArray all = tensors.tensor(name);
    for (int i = 0; i < all.getShape().get(0); i++) {
      parts.add(all.get(i).duplicate());
    }
    return parts;
  }

  StreamChunk chunk(String segment) {
    long[] shape = golden.tensor("in." + segment + "x").shape();
    return new StreamChunk(
        (int) shape[0],
        (int) shape[1],
        ids("in." + segment + "x"),
        ids("in." + segment + "y"),
        segment.startsWith("seg1."));
  }

  private int[] ids(String name) {
    return Arrays.stream(golden.tensor(name).longs()).mapToInt(Math::toIntExact).toArray();
  }

  /** The authors' adaptive softmax gives losses cluster by cluster. */
  double[] theirOrder(double[] losses, int[] targets) {
    if (!(model.config().words() instanceof AdaptiveWordConfig adaptive)) {
      return losses;
    }
    List<Integer> ends = new ArrayList<>(adaptive.cutoffs());
    ends.add(model.config().vocabulary());
    double[] ordered = new double[losses.length];
    int at = 0;
    int first = 0;
    for (int end : ends) {
      for (int i = 0; i < targets.length; i++) {
        if (targets[i] >= first && targets[i] < end) {
          ordered[at++] = losses[i];
        }
      }
      first = end;
    }
    return ordered;
  }
}
