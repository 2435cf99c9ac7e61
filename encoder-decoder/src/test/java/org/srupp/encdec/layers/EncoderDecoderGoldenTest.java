package org.srupp.encdec.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.GoldenTensors.Theirs;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;

/**
 * An encoder and a decoder of the authors' layers between embeddings and an untied output matrix:
 * encoder states, logits, losses and every gradient. In double, through the twin of the recurrence.
 */
class EncoderDecoderGoldenTest {
  static List<GoldenCase> cases() {
    return Golden.ofKind("encoder_decoder");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void encoderAndDecoderMeetTheAuthorsNumbers(GoldenCase golden) {
    try (NDManager manager = TorchEngine.start(2)) {
      new Run(manager, golden).check();
    }
  }

  /** One case. */
  private static final class Run {
    private final GoldenCase golden;
    private final GoldenTensors tensors;
    private final StackConfig encoder;
    private final StackConfig decoder;
    private final ParameterSet parameters;

    Run(NDManager manager, GoldenCase golden) {
      this.golden = golden;
      tensors = new GoldenTensors(manager, golden);
      encoder = GoldenConfigs.stack(golden.config().get("encoder"), false);
      decoder = GoldenConfigs.stack(golden.config().get("decoder"), false);
      parameters = tensors.parameters(specs(), names());
    }

    private List<ParameterSpec> specs() {
      List<ParameterSpec> specs = new ArrayList<>();
      for (String name :
          List.of(
              "embedding_src.weight",
              "embedding_tgt.weight",
              "output_layer.weight",
              "output_layer.bias")) {
        long[] shape = golden.tensor("param." + name).shape();
        specs.add(ParameterSpec.of(name, Initialization.constant(0), shape));
      }
      specs.addAll(SruppStack.specs(encoder, "encoder"));
      specs.addAll(SruppStack.specs(decoder, "decoder"));
      return specs;
    }

    private static Function<String, Theirs> names() {
      return name -> new Theirs(name, name.endsWith("linear3.weight") ? 3 : 1);
    }

    void check() {
      NDArray source;
      try (Tape tape = Tape.recording()) {
        source = tape.leaf(encoded(tape));
        StackOutput decoded = decoded(tape, source);
        NDArray logits = output(decoded.h());
        NDArray nll = logits.logSoftmax(-1).mul(oneHot(logits.getShape())).sum(new int[] {2}).neg();
        NDArray loss = nll.mul(tensors.tensor("gout.nll")).sum();
        tensors.compareOut("x_src", source);
        tensors.compareOut("h", decoded.h());
        tensors.compareOut("c", NDArrays.stack(new NDList(decoded.states())));
        tensors.compareOut("logits", logits);
        tensors.compareOut("nll", nll);
        tensors.compareOut("loss", loss);
        tape.backward(loss, 1);
      }
      tensors.compareInputGradient("x_src", source);
      tensors.compareGradients(parameters, names());
      long expected =
          golden.names().stream()
              .filter(n -> n.startsWith("out.") || n.startsWith("gin.") || n.startsWith("gparam."))
              .count();
      assertEquals(expected, tensors.compared(), "every tensor of the case is compared");
    }

    private NDArray encoded(Tape tape) {
      NDArray x = Ops.embedding(tensors.ids("in.src"), parameters.get("embedding_src.weight"));
      SruppStack stack = new SruppStack(encoder, "encoder", parameters, TestKernels.twins());
      NDArray padded = tensors.flags("in.src_mask_pad");
      return stack.forward(tape, x, null, null, sourceMask(), padded, Dropout.NONE).h();
    }

    private StackOutput decoded(Tape tape, NDArray source) {
      NDArray y = Ops.embedding(tensors.ids("in.tgt"), parameters.get("embedding_tgt.weight"));
      Shape shape = y.getShape();
      NDArray mask =
          tensors.mask(
              shape.get(1),
              shape.get(0),
              source.getShape().get(0),
              "in.src_mask_pad",
              "in.tgt_mask_pad");
      SruppStack stack = new SruppStack(decoder, "decoder", parameters, TestKernels.twins());
      List<NDArray> memory = Collections.nCopies(stack.size(), source);
      NDArray padded = tensors.flags("in.tgt_mask_pad");
      return stack.forward(tape, y, null, memory, mask, padded, Dropout.NONE);
    }

    private NDArray output(NDArray h) {
      return Ops.linear(
          h, parameters.get("output_layer.weight"), parameters.get("output_layer.bias"));
    }

    /** (B, 1, S): minus infinity on padding. */
    private NDArray sourceMask() {
      double[] flags = golden.tensor("in.src_mask_pad").values();
      int batch = golden.config().get("batch").asInt();
      int steps = flags.length / batch;
      double[] mask = new double[flags.length];
      for (int s = 0; s < steps; s++) {
        for (int b = 0; b < batch; b++) {
          mask[b * steps + s] = flags[s * batch + b] == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
      }
      return tensors.create(mask, new Shape(batch, 1, steps));
    }

    private NDArray oneHot(Shape logits) {
      long[] labels = golden.tensor("in.y").longs();
      int classes = Math.toIntExact(logits.get(2));
      double[] values = new double[labels.length * classes];
      for (int i = 0; i < labels.length; i++) {
        values[i * classes + Math.toIntExact(labels[i])] = 1;
      }
      return tensors.create(values, logits);
    }
  }
}
