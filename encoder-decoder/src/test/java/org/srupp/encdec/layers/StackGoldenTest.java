package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.GoldenTensors.Theirs;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/**
 * The authors' stacks of layers, with carried state, memory, padding, dropout masks and every norm;
 * decoders whose memory is the source; and their plain SRU. In double, through the twin of the
 * recurrence.
 */
class StackGoldenTest {
  static List<GoldenCase> cases() {
    return Stream.of("srupp", "sru", "decoder")
        .flatMap(kind -> Golden.ofKind(kind).stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void stackMeetsTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      new Run(manager, golden).check();
    }
  }

  /** One case. */
  private static final class Run {
    private final GoldenCase golden;
    private final GoldenTensors tensors;
    private final StackConfig config;
    private final boolean plain;
    private final JsonNode theirs;

    Run(NDManager manager, GoldenCase golden) {
      this.golden = golden;
      tensors = new GoldenTensors(manager, golden);
      plain = golden.kind().equals("sru");
      theirs = golden.config().get(plain ? "sru" : "srupp");
      config = GoldenConfigs.stack(theirs, plain);
    }

    private Theirs name(String ours) {
      String name = ours.substring("stack.".length());
      int at = name.indexOf("rnn_lst.");
      if (at < 0) {
        return new Theirs(name, 1);
      }
      LayerConfig layer = config.layerConfigs().get(name.charAt(at + 8) - '0');
      boolean makesU =
          switch (layer.transform()) {
            case ATTENTION -> name.endsWith("linear3.weight");
            case PROJECTED -> name.endsWith("linear2.weight");
            case LINEAR -> name.endsWith("linear1.weight");
          };
      return new Theirs(plain ? plainName(layer, name) : name, makesU ? layer.subMatrices() : 1);
    }

    private static String plainName(LayerConfig layer, String name) {
      boolean linear = layer.transform() == TransformKind.LINEAR;
      return name.replace("linear1.weight", linear ? "weight" : "0.weight")
          .replace("linear2.weight", "1.weight");
    }

    void check() {
      Function<String, Theirs> names = this::name;
      ParameterSet parameters = tensors.parameters(SruppStack.specs(config, "stack"), names);
      SruppStack stack = new SruppStack(config, "stack", parameters, TestKernels.twins());
      NDArray x = leaf("in.input");
      List<NDArray> c0 = states();
      List<NDArray> memory = memory();
      long steps = x.getShape().get(0);
      long batch = x.getShape().get(1);
      long memorySteps = memorySteps();
      NDArray mask =
          plain
              ? null
              : tensors.mask(batch, steps, memorySteps, "in.memory_mask_pad", "in.mask_pad");
      GivenMasks dropout = new GivenMasks(tensors::tensor);
      try (Tape tape = Tape.recording()) {
        StackOutput output =
            stack.forward(tape, x, c0, memory, mask, tensors.flags("in.mask_pad"), dropout);
        compare(output);
        NDArray c = allStates(output);
        NDArray gradient = tensors.tensor("gout.h");
        NDArray sum = output.h().mul(gradient).sum();
        if (golden.has("gout.c")) {
          sum = sum.add(c.mul(tensors.tensor("gout.c").reshape(c.getShape())).sum());
        }
        tape.backward(sum, 1);
      }
      compareGradients(x, c0, memory, parameters, names);
      long masks = golden.names().stream().filter(n -> n.startsWith("in.drop.")).count();
      assertEquals(masks, dropout.used().size(), "every mask of the case is used");
    }

    private NDArray leaf(String name) {
      NDArray array = tensors.tensor(name);
      if (array != null) {
        array.setRequiresGradient(true);
      }
      return array;
    }

    private long memorySteps() {
      return golden.config().has("memory_length")
              && (golden.has("in.memory")
                  || golden.names().stream().anyMatch(n -> n.startsWith("in.memory.")))
          ? golden.config().get("memory_length").asLong()
          : 0;
    }

    private List<NDArray> memory() {
      if (golden.has("in.memory")) {
        NDArray shared = leaf("in.memory");
        return Collections.nCopies(config.layers(), shared);
      }
      List<NDArray> memory = new ArrayList<>();
      for (int i = 0; i < config.layers(); i++) {
        memory.add(leaf("in.memory." + i));
      }
      return memory;
    }

    private List<NDArray> states() {
      if (!golden.has("in.c0")) {
        return null;
      }
      List<NDArray> states = new ArrayList<>();
      for (int i = 0; i < config.layers(); i++) {
        NDArray state = tensors.part("in.c0", i);
        state.setRequiresGradient(true);
        states.add(state);
      }
      return states;
    }

    private NDArray allStates(StackOutput output) {
      NDList states = new NDList(output.states());
      NDArray c = NDArrays.stack(states);
      if (golden.has("out.c")
          && golden.tensor("out.c").shape().length == 3
          && golden.tensor("out.c").shape()[0] == 2L * config.layers()) {
        long batch = c.getShape().get(1);
        long half = c.getShape().get(2) / 2;
        c =
            c.reshape(config.layers(), batch, 2, half)
                .transpose(0, 2, 1, 3)
                .reshape(2L * config.layers(), batch, half);
      }
      return c;
    }

    private void compare(StackOutput output) {
      tensors.compareOut("h", output.h());
      tensors.compareOut("c", allStates(output));
      for (int i = 0; i < config.layers() && golden.has("out.saved_inputs." + i); i++) {
        tensors.compareOut("saved_inputs." + i, output.inputs().get(i));
      }
    }

    private void compareGradients(
        NDArray x,
        List<NDArray> c0,
        List<NDArray> memory,
        ParameterSet parameters,
        Function<String, Theirs> names) {
      tensors.compareInputGradient("input", x);
      if (golden.has("gin.c0")) {
        tensors.compareInputGradients("c0", c0);
      }
      if (golden.has("gin.memory")) {
        tensors.compareInputGradient("memory", memory.get(0));
      }
      for (int i = 0; i < config.layers(); i++) {
        if (golden.has("gin.memory." + i)) {
          tensors.compareInputGradient("memory." + i, memory.get(i));
        }
      }
      tensors.compareGradients(parameters, names);
      long expected =
          golden.names().stream()
              .filter(n -> n.startsWith("out.") || n.startsWith("gin.") || n.startsWith("gparam."))
              .count();
      assertEquals(expected, tensors.compared(), "every tensor of the case is compared");
    }
  }
}
