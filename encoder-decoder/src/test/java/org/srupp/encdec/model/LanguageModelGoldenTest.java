package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.GivenMasks;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.encdec.layers.StreamMask;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/**
 * The authors' language models over two segments with carried state and memory: losses, states,
 * memories and all gradients of each segment's mean loss.
 */
class LanguageModelGoldenTest {
  static List<GoldenCase> cases() {
    return Stream.of("lm_enwik8", "lm_adaptive")
        .flatMap(kind -> Golden.ofKind(kind).stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void segmentsMeetTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      GoldenLanguageModel given = new GoldenLanguageModel(manager, golden);
      List<NDArray> c0 = given.parts("in.seg1.hidden");
      List<NDArray> memory = null;
      for (int segment = 1; segment <= 2; segment++) {
        StackOutput output = new Segment(given, "seg" + segment + ".").run(c0, memory);
        c0 = copies(output.states());
        memory = copies(output.inputs());
      }
      long expected =
          golden.names().stream()
              .filter(n -> n.startsWith("out.") || n.startsWith("gin.") || n.startsWith("gparam."))
              .count();
      assertEquals(expected, given.tensors().compared(), "every tensor of the case is compared");
    }
  }

  private static List<NDArray> copies(List<NDArray> arrays) {
    return arrays.stream().map(array -> array.stopGradient().duplicate()).toList();
  }

  /** One segment of a case. */
  private record Segment(GoldenLanguageModel given, String segment) {
    StackOutput run(List<NDArray> c0, List<NDArray> memory) {
      given.model().parameters().zeroGradients();
      c0.forEach(array -> array.setRequiresGradient(true));
      if (memory != null) {
        memory.forEach(array -> array.setRequiresGradient(true));
      }
      StreamChunk chunk = given.chunk(segment);
      int[] targets = chunk.targets();
      RowLosses losses = RowLosses.of(targets.length);
      GivenMasks dropout =
          new GivenMasks(
              name -> given.tensors().tensor(name.replace("in.drop.", "in." + segment + "drop.")));
      StackOutput output;
      try (Tape tape = Tape.recording()) {
        output =
            given
                .model()
                .run(tape, given.manager(), chunk, c0, memory, StreamMask.UNLIMITED, dropout);
        NDArray loss =
            given.model().loss(tape, output, chunk, 1.0 / targets.length, dropout, losses);
        tape.backward(loss, 1);
      }
      compare(output, losses, targets);
      compareGradients(c0, memory);
      long masks =
          given.golden().names().stream()
              .filter(n -> n.startsWith("in." + segment + "drop."))
              .count();
      assertEquals(masks, dropout.used().size(), "every mask is used");
      return output;
    }

    private void compare(StackOutput output, RowLosses losses, int[] targets) {
      double[] mean = {Arrays.stream(losses.nll()).sum() / targets.length};
      compareOut("loss", given.theirOrder(losses.nll(), targets));
      if (given.golden().has("out." + segment + "loss_by_position")) {
        compareOut("loss_by_position", losses.nll());
      }
      compareOut("loss_mean", mean);
      given.tensors().compareOut(segment + "hidden", NDArrays.stack(new NDList(output.states())));
      for (int i = 0; i < output.inputs().size(); i++) {
        given.tensors().compareOut(segment + "memory." + i, output.inputs().get(i));
      }
    }

    private void compareOut(String name, double[] found) {
      given.tensors().compare("out." + segment + name, found, given.golden().outTolerance());
    }

    private void compareGradients(List<NDArray> c0, List<NDArray> memory) {
      given.tensors().compareInputGradients(segment + "hidden", c0);
      List<Integer> layers =
          memory == null ? List.of() : IntStream.range(0, memory.size()).boxed().toList();
      for (int i : layers) {
        given.tensors().compareInputGradient(segment + "memory." + i, memory.get(i));
      }
      given
          .tensors()
          .compareGradients(given.model().parameters(), name -> given.theirs(segment, name));
    }
  }

  static List<GoldenCase> evaluations() {
    return Golden.ofKind("lm_enwik8_eval");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("evaluations")
  void everyTokenSeesTheWindow(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      GoldenLanguageModel given = new GoldenLanguageModel(manager, golden);
      int window = golden.config().get("unroll_size").asInt();
      int segments = golden.config().get("segment_lengths").size();
      List<Double> all = new ArrayList<>();
      try (LanguageModelState state =
          new LanguageModelState(
              manager, given.model().config(), given.model().parameters().device())) {
        for (int i = 1; i <= segments; i++) {
          evaluate(given, state, "seg" + i + ".", window).forEach(all::add);
        }
      }
      double mean = all.stream().mapToDouble(d -> d).average().orElseThrow();
      given.tensors().compare("out.avg_loss", new double[] {mean}, golden.outTolerance());
      long outputs = golden.names().stream().filter(n -> n.startsWith("out.")).count();
      assertEquals(outputs, given.tensors().compared(), "every tensor of the case is compared");
    }
  }

  private static Stream<Double> evaluate(
      GoldenLanguageModel given, LanguageModelState state, String segment, int window) {
    StreamChunk chunk = given.chunk(segment);
    state.prepare(chunk);
    NDManager step = given.manager();
    try (Tape tape = Tape.off()) {
      StackOutput output =
          given
              .model()
              .run(
                  tape,
                  step,
                  chunk,
                  state.c(step),
                  state.memory(step),
                  window,
                  org.srupp.encdec.layers.Dropout.NONE);
      double[] losses = given.model().losses(output, chunk).nll();
      given.tensors().compare("out." + segment + "loss", losses, given.golden().outTolerance());
      given.tensors().compareOut(segment + "hidden", NDArrays.stack(new NDList(output.states())));
      for (int i = 0; i < output.inputs().size(); i++) {
        given.tensors().compareOut(segment + "memory." + i, output.inputs().get(i));
      }
      state.replace(output, window);
      return Arrays.stream(losses).boxed();
    }
  }
}
