package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.Loss;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.ProgressListener;
import org.srupp.seq2seq.train.ScheduleConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.Snapshot;
import org.srupp.seq2seq.train.StateMemory;
import org.srupp.seq2seq.train.StopSignal;
import org.srupp.seq2seq.train.Trainer;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.TrainerHooks;
import org.srupp.seq2seq.train.TrainingCheckpoint;
import org.srupp.seq2seq.train.UpdateReport;
import org.srupp.seq2seq.train.Validation;
import org.srupp.seq2seq.train.ValidationConfig;

/** A language model's training that stops and goes on equals one that does not, bit for bit. */
class LanguageModelResumeTest {
  private static final int STREAMS = 3;
  private static final int UPDATES = 11;

  @TempDir private Path folder;

  // Chunks of 5 of 17 steps: the fourth has 2, so memories differ in length; with two chunks an
  // update, some updates begin inside an epoch and some at its start.
  @ParameterizedTest
  @CsvSource({
    "'every second, heads', 1, 1",
    "'every second, heads', 1, 4",
    "'every second, heads', 1, 5",
    "'every second, heads', 1, 6",
    "'every second, heads', 2, 3",
    "'every second, heads', 3, 5",
    "transformer-xl, 1, 5",
    "transformer-xl, 1, 6",
    "'transformer-xl, adaptive', 2, 3"
  })
  void aStoppedRunGoesOnAsIfItHadNot(String variant, int chunksPerUpdate, long stopAt) {
    Map<String, float[]> whole = run(variant, chunksPerUpdate, UPDATES, "whole", false);
    run(variant, chunksPerUpdate, stopAt, "stopped", false);
    Map<String, float[]> resumed = run(variant, chunksPerUpdate, UPDATES, "stopped", true);
    assertEquals(whole.keySet(), resumed.keySet());
    whole.forEach((name, values) -> assertArrayEquals(values, resumed.get(name), name));
  }

  /** Trains up to an update and returns weights, moments, carried state and losses. */
  private Map<String, float[]> run(
      String variant, int chunks, long until, String name, boolean resume) {
    Map<String, float[]> result = new LinkedHashMap<>();
    List<Double> losses = new ArrayList<>();
    CheckpointStore store = new CheckpointStore(folder.resolve(name), 5);
    TestStreams streams =
        new TestStreams(TestLanguageModels.tokens(17, STREAMS, 1), STREAMS, 5, chunks);
    try (NDManager manager = TorchEngine.start(2);
        LanguageModelTrainable model = trainable(manager, variant)) {
      // A validation in between must not disturb what training carries.
      StreamChunk other = TestLanguageModels.chunk(TestLanguageModels.tokens(4, 2, 8), 2, 0, 4);
      Trainer<StreamChunk> trainer =
          new Trainer<>(
              config(until),
              model,
              streams,
              new VectorUpdate(new WorkerPool()),
              new TrainerHooks(
                  update -> new Validation(model.evaluate(other), OptionalDouble.empty()),
                  snapshot -> save(store, snapshot, result),
                  new ProgressListener() {
                    @Override
                    public void updated(UpdateReport report) {
                      losses.add(report.lossNats());
                    }
                  },
                  new StopSignal()));
      if (resume) {
        try (SavedCheckpoint saved = store.latest().orElseThrow()) {
          TrainingCheckpoint.restore(saved, model, trainer);
        }
      }
      trainer.run();
    }
    result.put("last loss", new float[] {losses.getLast().floatValue()});
    return result;
  }

  private static void save(CheckpointStore store, Snapshot snapshot, Map<String, float[]> to) {
    store.save(TrainingCheckpoint.of(snapshot), snapshot.best());
    to.clear();
    snapshot.parameters().forEach(p -> to.put(p.name(), floats(p.value())));
    snapshot.optimizer().moments().forEach(m -> to.put(m.name(), floats(m.value())));
    snapshot.carried().forEach(m -> to.put("carried." + m.name(), floats(m.value())));
  }

  private static float[] floats(MemorySegment memory) {
    return memory.toArray(ValueLayout.JAVA_FLOAT);
  }

  private static TrainerConfig config(long until) {
    return new TrainerConfig(
        42,
        0.5,
        new OptimizerConfig(
            OptimizerConfig.Kind.RADAM, 0.9, 0.98, 1e-8, 0.01, OptimizerConfig.FirstSteps.MOMENTUM),
        new ScheduleConfig(ScheduleConfig.Kind.COSINE, 0.05, 4, 0, 1000, 0),
        new LimitsConfig(until, 0, 0),
        new ValidationConfig(4, false),
        new SelectionConfig(Selection.LOSS, 0));
  }

  private static LanguageModelTrainable trainable(NDManager manager) {
    return trainable(manager, "every second, heads");
  }

  private static LanguageModelTrainable trainable(NDManager manager, String variant) {
    LanguageModelConfig config = TestLanguageModels.variant(variant).config();
    return new LanguageModelTrainable(manager, TestLanguageModels.model(manager, config), 5);
  }

  @Test
  void trainingCarriesAndEvaluationHasItsOwn() {
    int[] tokens = TestLanguageModels.tokens(10, STREAMS, 1);
    StreamChunk first = TestLanguageModels.chunk(tokens, STREAMS, 0, 5);
    StreamChunk second = TestLanguageModels.chunk(tokens, STREAMS, 5, 10);
    try (NDManager manager = TorchEngine.start(2);
        LanguageModelTrainable model = trainable(manager)) {
      Loss carried = pair(model, first, second);
      model.evaluate(TestLanguageModels.chunk(tokens, STREAMS, 0, 4));
      assertEquals(carried, pair(model, first, second), "a fresh chunk forgets, evaluation too");
      model.accumulate(first, 1, 7);
      model.evaluate(TestLanguageModels.chunk(tokens, STREAMS, 0, 4));
      assertEquals(carried, model.accumulate(second, 1, 8), "evaluation leaves training alone");
      Loss alone =
          model.accumulate(
              new StreamChunk(5, STREAMS, second.inputs(), second.targets(), true), 1, 8);
      assertEquals(true, Math.abs(alone.nats() - carried.nats()) > 1e-3, "the past matters");
    }
  }

  private static Loss pair(LanguageModelTrainable model, StreamChunk first, StreamChunk second) {
    model.accumulate(first, 1, 7);
    return model.accumulate(second, 1, 8);
  }

  @Test
  void stateOfAnotherModelIsRefused() {
    try (NDManager manager = TorchEngine.start(2);
        LanguageModelTrainable model = trainable(manager)) {
      model.restoreCarried(List.of());
      assertEquals(List.of(), model.carried());
      assertEquals(
          "carried state: c.0 has shape (1, 4), expected 2 axes, the last of 10",
          refusal(model, List.of(state("c.0", 1, 4))));
      assertEquals("carried state: c.1 is missing", refusal(model, List.of(state("c.0", 1, 10))));
      assertEquals(
          "carried state: [memory.0] belong to no layer of the model",
          refusal(
              model,
              List.of(
                  state("c.0", 1, 10),
                  state("c.1", 1, 10),
                  state("c.2", 1, 10),
                  state("memory.0", 5, 1, 10),
                  state("memory.1", 5, 1, 10))));
    }
  }

  private static String refusal(LanguageModelTrainable model, List<StateMemory> carried) {
    return assertThrows(IllegalArgumentException.class, () -> model.restoreCarried(carried))
        .getMessage();
  }

  private static StateMemory state(String name, long... shape) {
    int size = 1;
    for (long n : shape) {
      size *= (int) n;
    }
    return new StateMemory(name, shape, MemorySegment.ofArray(new float[size]));
  }
}
