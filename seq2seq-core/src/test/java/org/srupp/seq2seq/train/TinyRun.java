package org.srupp.seq2seq.train;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;

/** A training of {@link TinyModel} that remembers all that its hooks were told. */
final class TinyRun implements ProgressListener {
  /** A snapshot with copies of the memory, as a checkpoint file has. */
  record Kept(TrainerState state, float[] weights, OptimizerState optimizer, boolean best) {}

  static final VectorUpdate KERNEL = new VectorUpdate(new WorkerPool(1));

  final List<UpdateReport> updates = new ArrayList<>();
  final List<ValidationReport> validations = new ArrayList<>();
  final List<Kept> kept = new ArrayList<>();
  final StopSignal stop = new StopSignal();
  final TinyModel model;
  Validator validator;
  long stopAtUpdate;
  private final Trainer<TinyBatch> trainer;

  TinyRun(TrainerConfig config, TinyModel model, LongSupplier clock) {
    this.model = model;
    validator = new LossValidator<>(model, List.of(TinySource.batch(new SplittableRandom(1), 30)));
    TrainerHooks hooks =
        new TrainerHooks(update -> validator.validate(update), this::keep, this, stop);
    trainer = new Trainer<>(config, model, new TinySource(3), KERNEL, hooks, clock);
  }

  TinyRun(TrainerConfig config) {
    this(config, new TinyModel(0.3), () -> 0);
  }

  TrainingResult run() {
    return trainer.run();
  }

  TrainingResult resume(Kept from) {
    model.setWeights(from.weights());
    trainer.restore(from.state(), from.optimizer());
    return trainer.run();
  }

  Kept last() {
    return kept.get(kept.size() - 1);
  }

  @Override
  public void updated(UpdateReport report) {
    updates.add(report);
    if (report.step() == stopAtUpdate) {
      stop.request();
    }
  }

  @Override
  public void validated(ValidationReport report) {
    validations.add(report);
  }

  private void keep(Snapshot snapshot) {
    List<StateMemory> moments = new ArrayList<>();
    for (StateMemory memory : snapshot.optimizer().moments()) {
      MemorySegment copy = Arena.ofAuto().allocate(memory.value().byteSize(), Float.BYTES);
      moments.add(new StateMemory(memory.name(), memory.shape(), copy.copyFrom(memory.value())));
    }
    OptimizerState optimizer = new OptimizerState(moments, snapshot.optimizer().steps());
    kept.add(new Kept(snapshot.state(), model.weights(), optimizer, snapshot.best()));
  }

  /** Returns a validator that gives these losses and BLEU scores, one after the other. */
  static Validator scripted(double... scores) {
    int[] next = {0};
    return update -> {
      double score = scores[next[0]++];
      return new Validation(new Loss(score, score, 1), OptionalDouble.of(score));
    };
  }
}
