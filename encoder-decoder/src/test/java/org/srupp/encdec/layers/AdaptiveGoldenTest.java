package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.GoldenTensors.Theirs;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/** The authors' adaptive embedding and adaptive softmax with tied weights, in double. */
class AdaptiveGoldenTest {
  static List<GoldenCase> cases() {
    return Golden.ofKind("adaptive");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void bothEndsMeetTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      new Run(manager, golden).check();
    }
  }

  /** One case. */
  private static final class Run {
    private final NDManager manager;
    private final GoldenCase golden;
    private final GoldenTensors tensors;
    private final JsonNode config;
    private final int width;
    private final double dropout;
    private final WordParameters words;
    private final ParameterSet parameters;

    Run(NDManager manager, GoldenCase golden) {
      this.manager = manager;
      this.golden = golden;
      tensors = new GoldenTensors(manager, golden);
      config = golden.config();
      width = config.get("d_proj").asInt();
      dropout = config.get("dropout").asDouble();
      words =
          new WordParameters(
              new AdaptiveWordConfig(
                  cutoffs(),
                  config.get("d_embed").asInt(),
                  config.get("div_val").asInt(),
                  config.get("tied_weights").asBoolean(),
                  config.get("tied_projections").asBoolean()),
              config.get("n_token").asInt(),
              width,
              width);
      List<ParameterSpec> specs = new ArrayList<>(words.inputSpecs());
      specs.addAll(words.outputSpecs());
      parameters = tensors.parameters(specs, Run::theirs);
    }

    private static Theirs theirs(String name) {
      return new Theirs(name.substring("output_layer.".length()), 1);
    }

    private List<Integer> cutoffs() {
      List<Integer> cutoffs = new ArrayList<>();
      config.get("cutoffs").forEach(cutoff -> cutoffs.add(cutoff.asInt()));
      return cutoffs;
    }

    private int[] ids(String name) {
      return Arrays.stream(golden.tensor(name).longs()).mapToInt(Math::toIntExact).toArray();
    }

    void check() {
      checkEmbedding();
      checkSoftmax();
      tensors.compareGradients(parameters, Run::theirs);
      long expected =
          golden.names().stream()
              .filter(n -> n.startsWith("out.") || n.startsWith("gin.") || n.startsWith("gparam."))
              .count();
      assertEquals(expected, tensors.compared(), "every tensor of the case is compared");
    }

    private void checkEmbedding() {
      AdaptiveEmbedding embedding = new AdaptiveEmbedding(words, parameters, width, dropout);
      Shape shape = new Shape(golden.tensor("in.x").shape());
      try (Tape tape = Tape.recording()) {
        NDArray rows =
            embedding.forward(tape, manager, ids("in.x"), shape, new GivenMasks(tensors::tensor));
        tensors.compareOut("embed", rows.stopGradient());
        tape.backward(rows, tensors.tensor("gout.embed"));
      }
    }

    /** The case weighs every token's loss differently, so each is a call of its own. */
    private void checkSoftmax() {
      AdaptiveSoftmax softmax =
          new AdaptiveSoftmax(words, parameters, new ReferenceCrossEntropy(), dropout);
      int[] targets = ids("in.y");
      int[] order = theirOrder(targets);
      double[] weights = golden.tensor("gout.nll").values();
      double[] hidden = golden.tensor("in.hidden").values();
      double[] nll = new double[targets.length];
      double[] gradient = new double[hidden.length];
      for (int at = 0; at < order.length; at++) {
        int row = order[at];
        double[] values = Arrays.copyOfRange(hidden, row * width, (row + 1) * width);
        NDArray x = tensors.create(values, new Shape(1, 1, width));
        x.setRequiresGradient(true);
        RowLosses losses = RowLosses.of(1);
        int[] target = {targets[row]};
        try (Tape tape = Tape.recording()) {
          Function<String, NDArray> masks = name -> mask(name, row, targets);
          NDArray loss = softmax.loss(tape, x, target, weights[at], new GivenMasks(masks), losses);
          tape.backward(loss, 1);
        }
        nll[at] = losses.nll()[0];
        double[] slope = tensors.read(TensorMemory.of(JniUtils.getGradient((PtNDArray) x)));
        System.arraycopy(slope, 0, gradient, row * width, width);
      }
      tensors.compare("out.nll", nll, golden.outTolerance());
      if (golden.has("out.nll_by_position")) {
        double[] byPosition = new double[nll.length];
        for (int at = 0; at < order.length; at++) {
          byPosition[order[at]] = nll[at];
        }
        tensors.compare("out.nll_by_position", byPosition, golden.outTolerance());
      }
      tensors.compare("gin.hidden", gradient, golden.gradTolerance());
    }

    private int[] theirOrder(int[] targets) {
      List<Integer> order = new ArrayList<>();
      int clusters = config.get("keep_order").asBoolean() ? 0 : cutoffs().size() + 1;
      for (int i = 0; i < clusters; i++) {
        for (int row = 0; row < targets.length; row++) {
          if (cluster(targets[row]) == i) {
            order.add(row);
          }
        }
      }
      return clusters == 0
          ? java.util.stream.IntStream.range(0, targets.length).toArray()
          : order.stream().mapToInt(i -> i).toArray();
    }

    private int cluster(int id) {
      return (int) cutoffs().stream().filter(cutoff -> id >= cutoff).count();
    }

    /** The row of a mask that belongs to a token: its own of the head, its rank in its cluster. */
    private NDArray mask(String name, int row, int[] targets) {
      NDArray all = tensors.tensor(name);
      if (all == null) {
        return null;
      }
      int rank = 0;
      for (int i = 0; i < row; i++) {
        rank += cluster(targets[i]) == cluster(targets[row]) ? 1 : 0;
      }
      return all.get(
              "{}:{}",
              name.endsWith("head") ? row : rank,
              name.endsWith("head") ? row + 1 : rank + 1)
          .duplicate();
    }
  }
}
