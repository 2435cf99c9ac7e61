package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.GoldenTensors.Theirs;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/** The authors' attention and projection modules, values and gradients. */
class TransformGoldenTest {
  private static final Function<String, Theirs> NAMES =
      name -> new Theirs(name.substring("m.".length()), 1);

  static List<GoldenCase> attention() {
    return Golden.ofKind("attention");
  }

  static List<GoldenCase> projection() {
    return Golden.ofKind("projected_linear");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attention")
  void attentionMeetsTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      LayerConfig config = config(golden.config(), TransformKind.ATTENTION);
      ParameterSet parameters =
          new GoldenTensors(manager, golden).parameters(Attention.specs(config, "m"), NAMES);
      check(
          manager, golden, parameters, new Attention(config, "m", parameters, TestKernels.twins()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("projection")
  void projectionMeetsTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      LayerConfig config = config(golden.config(), TransformKind.PROJECTED);
      ParameterSet parameters =
          new GoldenTensors(manager, golden).parameters(Projection.specs(config, "m"), NAMES);
      check(
          manager,
          golden,
          parameters,
          new Projection(config, "m", parameters, TestKernels.twins().residual()));
    }
  }

  private static LayerConfig config(JsonNode c, TransformKind kind) {
    int inputs = c.get("in_features").asInt();
    int outputs = c.get("out_features").asInt();
    boolean norm = c.get("layer_norm").asBoolean();
    boolean after = !c.has("normalize_after") || c.get("normalize_after").asBoolean();
    return new LayerConfig(
        inputs,
        outputs == 3 * inputs ? inputs : outputs / 4,
        kind,
        c.get("proj_features").asInt(),
        c.has("num_heads") ? c.get("num_heads").asInt() : 1,
        false,
        norm ? after ? Norm.POST : Norm.PRE : Norm.NONE,
        Norm.NONE,
        false,
        0,
        c.get("dropout").asDouble(),
        false,
        c.has("attn_dropout") ? c.get("attn_dropout").asDouble() : 0);
  }

  private static void check(
      NDManager manager, GoldenCase golden, ParameterSet parameters, Transform transform) {
    GoldenTensors tensors = new GoldenTensors(manager, golden);
    NDArray x = tensors.tensor("in.input");
    x.setRequiresGradient(true);
    NDArray memory = tensors.tensor("in.memory");
    if (memory != null) {
      memory.setRequiresGradient(true);
    }
    long memorySteps = memory == null ? 0 : memory.getShape().get(0);
    NDArray mask =
        tensors.mask(
            x.getShape().get(1),
            x.getShape().get(0),
            memorySteps,
            "in.memory_mask_pad",
            "in.mask_pad");
    GivenMasks dropout = new GivenMasks(tensors::tensor);
    try (Tape tape = Tape.recording()) {
      NDArray u = transform.apply(tape, x, new AttentionContext(memory, mask), dropout);
      tensors.compareOut("output", u);
      tape.backward(u, tensors.tensor("gout.output"));
    }
    tensors.compareInputGradient("input", x);
    if (memory != null) {
      tensors.compareInputGradient("memory", memory);
    }
    tensors.compareGradients(parameters, NAMES);
    long expected =
        golden.names().stream()
            .filter(n -> n.startsWith("out.") || n.startsWith("gin.") || n.startsWith("gparam."))
            .count();
    assertEquals(expected, tensors.compared(), "every tensor of the case is compared");
    long masks = golden.names().stream().filter(n -> n.startsWith("in.drop.")).count();
    assertEquals(masks, dropout.used().size(), "every mask of the case is used");
  }
}
