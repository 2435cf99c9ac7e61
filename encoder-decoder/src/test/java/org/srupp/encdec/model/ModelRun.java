package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.torch.TensorMemory;

/** A model, its summed loss over all labels by the engine's own softmax, and gradients of it. */
final class ModelRun {
  private final NDManager manager;
  private final DataType type;
  private final TranslationModel model;

  ModelRun(NDManager manager, TranslationConfig config, DataType type, LayerKernels kernels) {
    this.manager = manager;
    this.type = type;
    ParameterSet parameters = TestModels.parameters(manager, config, type, 5);
    InferenceKernels none =
        new InferenceKernels(kernels.recurrence(), new VectorAttention(), new VectorNorm());
    model = TestModels.model(config, parameters, kernels, none);
  }

  ParameterSet parameters() {
    return model.parameters();
  }

  double get(MemorySegment memory, long i) {
    return TestModels.get(memory, type, i);
  }

  void set(MemorySegment memory, long i, double value) {
    TestModels.set(memory, type, i, value);
  }

  /** Changes inputs before they are used. */
  interface Change {
    void to(TranslationInputs inputs);
  }

  static final Change NOTHING = inputs -> {};

  /** Logits (T, B, V), flat. */
  double[] logits(PairBatch batch, Change change) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      TranslationInputs inputs = TestModels.batcher(type).tensors(step, batch);
      change.to(inputs);
      return values(model.logits(tape, inputs, Dropout.NONE));
    }
  }

  double loss(PairBatch batch, Dropout dropout) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.off()) {
      return values(loss(tape, step, batch, dropout))[0];
    }
  }

  /** Gradients of the loss, by parameter. */
  Map<String, double[]> gradients(PairBatch batch, Dropout dropout) {
    model.parameters().zeroGradients();
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.recording()) {
      tape.backward(loss(tape, step, batch, dropout), 1);
    }
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters().all()) {
      double[] values = new double[Math.toIntExact(parameter.shape().size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = get(parameter.gradient(), i);
      }
      gradients.put(parameter.name(), values);
    }
    return gradients;
  }

  private NDArray loss(Tape tape, NDManager step, PairBatch batch, Dropout dropout) {
    TranslationInputs inputs = TestModels.batcher(type).tensors(step, batch);
    NDArray logits = model.logits(tape, inputs, dropout);
    return logits.logSoftmax(-1).mul(oneHot(step, inputs.labels(), logits.getShape())).sum().neg();
  }

  private NDArray oneHot(NDManager step, int[] labels, Shape logits) {
    NDArray array = step.create(logits, type);
    MemorySegment memory = TensorMemory.of(array);
    memory.fill((byte) 0);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        set(memory, i * logits.get(2) + labels[i], 1);
      }
    }
    return array;
  }

  private double[] values(NDArray array) {
    MemorySegment memory = TensorMemory.of(array);
    double[] values = new double[Math.toIntExact(array.getShape().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(memory, i);
    }
    return values;
  }
}
