package org.srupp.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srupp.seq2seq.checkpoint.CheckpointException;
import org.srupp.seq2seq.checkpoint.CheckpointStore;
import org.srupp.seq2seq.checkpoint.SavedCheckpoint;

class TrainingCheckpointTest {
  private static final TrainerConfig CONFIG =
      TinyConfigs.of(
          new LimitsConfig(13, 0, 0),
          new ValidationConfig(3, true),
          new SelectionConfig(Selection.LOSS, 50));

  @TempDir Path folder;

  @Test
  void trainingGoesOnFromEveryCheckpointOnDiskBitForBit() {
    TinyModel whole = new TinyModel(0.3);
    CheckpointStore store = new CheckpointStore(folder, 100);
    TrainingResult expected = trainer(whole, store).run();
    assertEquals(List.of(3L, 5L, 6L, 9L, 10L, 12L, 13L), store.steps());
    for (long step : store.steps()) {
      TinyModel model = new TinyModel(0.3);
      Trainer<TinyBatch> trainer = trainer(model, new CheckpointStore(folder.resolve("again"), 1));
      try (SavedCheckpoint saved = store.load(step)) {
        TrainingCheckpoint.restore(saved, model, trainer);
      }
      assertEquals(expected, trainer.run());
      assertArrayEquals(whole.weights(), model.weights());
    }
  }

  @Test
  void aCheckpointOfAnotherModelChangesNothing() {
    TinyModel whole = new TinyModel(0);
    CheckpointStore store = new CheckpointStore(folder, 1);
    trainer(whole, store).run();
    TinyModel model =
        new TinyModel(0) {
          @Override
          public List<ParameterMemory> parameters() {
            return super.parameters().subList(0, 1);
          }
        };
    Trainer<TinyBatch> trainer = trainer(model, store);
    try (SavedCheckpoint saved = store.latest().orElseThrow()) {
      String message =
          assertThrows(
                  CheckpointException.class,
                  () -> TrainingCheckpoint.restore(saved, model, trainer))
              .getMessage();
      assertTrue(message.contains("bias") && message.contains("not a part of the model"), message);
    }
    assertArrayEquals(new TinyModel(0).weights(), model.weights());
  }

  private static Trainer<TinyBatch> trainer(TinyModel model, CheckpointStore store) {
    TinyBatch validation = TinySource.batch(new SplittableRandom(1), 30);
    TrainerHooks hooks =
        new TrainerHooks(
            new LossValidator<>(model, List.of(validation)),
            snapshot -> store.save(TrainingCheckpoint.of(snapshot), snapshot.best()),
            new ProgressListener() {},
            new StopSignal());
    return new Trainer<>(CONFIG, model, new TinySource(3), TinyRun.KERNEL, hooks, () -> 0);
  }
}
