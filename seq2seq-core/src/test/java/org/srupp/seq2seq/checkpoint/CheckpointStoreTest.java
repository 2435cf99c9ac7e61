package org.srupp.seq2seq.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir Path folder;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    store = new CheckpointStore(folder, 2);
  }

  @Test
  void aCheckpointComesBackBitForBit() {
    TrainingState state =
        TrainingState.builder()
            .put("seed", Long.MIN_VALUE)
            .put("updates", 9007199254740993L) // 2^53 + 1, which a double cannot hold
            .put("third", 1.0 / 3)
            .put("tiny", Double.MIN_VALUE)
            .put("minus_zero", -0.0)
            .put("best", Double.NEGATIVE_INFINITY)
            .put("lost", Double.NaN)
            .put("generator", "L64X128 ü \u2028")
            .build();
    TensorEntry weight = TensorEntry.of("w", new float[] {1, Float.NaN, -0f}, 3, 1);
    TensorEntry moment = TensorEntry.of("w.m", new float[] {Float.MIN_VALUE, 2, 3}, 3, 1);
    TensorEntry count = TensorEntry.of("steps", new long[] {7});
    store.save(new Checkpoint(7, List.of(weight), List.of(moment, count), state), true);
    try (SavedCheckpoint read = store.latest().orElseThrow()) {
      assertEquals(7, read.step());
      assertEquals(state, read.state());
      assertEquals(-0.0, read.state().doubleValue("minus_zero"));
      assertEquals(-1, weight.data().mismatch(read.model().tensor("w").data()));
      assertEquals(-1, moment.data().mismatch(read.optimizer().tensor("w.m").data()));
      assertEquals(-1, count.data().mismatch(read.optimizer().tensor("steps").data()));
    }
  }

  @Test
  void theNewestAndTheBestStay() {
    save(100, false);
    assertTrue(store.best().isEmpty());
    save(200, true);
    save(300, false);
    save(400, false);
    save(500, false);
    assertEquals(List.of(200L, 400L, 500L), store.steps());
    assertEquals(200, step(store.best().orElseThrow()));
    assertEquals(500, step(new CheckpointStore(folder, 1).latest().orElseThrow()));
    save(600, true);
    assertEquals(List.of(500L, 600L), store.steps());
  }

  @Test
  void savingAStepAgainReplacesIt() {
    save(100, true);
    save(100, false);
    assertEquals(List.of(100L), store.steps());
    assertEquals(100, step(store.best().orElseThrow()));
  }

  @Test
  void anEmptyOrMissingFolderHasNoLatest() {
    assertTrue(store.latest().isEmpty());
    assertTrue(new CheckpointStore(folder.resolve("none"), 1).best().isEmpty());
  }

  @Test
  void aDamagedNewestIsAnErrorThatNamesTheLastGoodOne() throws IOException {
    save(100, true);
    save(200, false);
    Path damaged = flip(200, "optimizer.safetensors", -1);
    var e = assertThrows(CheckpointException.class, store::latest);
    assertTrue(
        e.getMessage()
            .matches(
                "\\Q"
                    + damaged
                    + "\\E is damaged: its CRC-32C is .*; the last good checkpoint is \\Q"
                    + store.folder(100)
                    + "\\E: to go on from it, delete \\Q"
                    + store.folder(200)
                    + "\\E and resume again"),
        e.getMessage());
    assertEquals(100, step(store.latestGood().orElseThrow()));
  }

  @Test
  void goingOnFromAnEarlierOneDropsTheDamagedNewerOne() throws IOException {
    save(100, true);
    save(200, false);
    flip(200, "state.json", 40);
    save(150, false);
    assertEquals(List.of(100L, 150L), store.steps());
    assertEquals(100, step(store.best().orElseThrow()));
  }

  @Test
  void withoutAnyGoodCheckpointTheErrorSaysSo() throws IOException {
    save(100, false);
    Files.delete(store.folder(100).resolve("state.json"));
    var e = assertThrows(CheckpointException.class, store::latest);
    assertEquals(
        store.folder(100).resolve("state.json")
            + " does not exist; no earlier checkpoint is whole: train anew into another folder",
        e.getMessage());
    assertTrue(store.latestGood().isEmpty());
  }

  @Test
  void everyFlippedBitOfTheStateIsNoticedOrChangesNothing() throws IOException {
    save(100, true);
    Path file = store.folder(100).resolve("state.json");
    byte[] bytes = Files.readAllBytes(file);
    StateFile good = StateFile.read(file);
    int refused = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bytes);
      try {
        assertEquals(good, StateFile.read(file), "bit " + bit); // blanks may turn into other blanks
      } catch (CheckpointException e) {
        assertTrue(e.getMessage().startsWith(file + " is damaged: "), e.getMessage());
        refused++;
      }
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertTrue(refused > bytes.length * 6, "refused only " + refused);
  }

  @Test
  void leftoversOfAKilledRunAreClearedAtTheNextSave() throws IOException {
    Path leftover = Files.createDirectories(folder.resolve("step-000000100.tmp-77-1"));
    Files.writeString(leftover.resolve("model.safetensors"), "half");
    assertTrue(store.latest().isEmpty());
    assertTrue(Files.exists(leftover), "a reader must not clear it");
    save(100, false);
    assertFalse(Files.exists(leftover));
  }

  @Test
  void aCheckpointOfAnotherModelIsRefusedWithAllDifferences() {
    save(100, false);
    try (SavedCheckpoint read = store.latest().orElseThrow()) {
      Map<String, TensorLayout> optimizer = Map.of("w.m", new TensorLayout(TensorType.F32, 2, 3));
      read.requireFit(Map.of("w", new TensorLayout(TensorType.F32, 2, 3)), optimizer);
      Map<String, TensorLayout> model = new LinkedHashMap<>();
      model.put("w", new TensorLayout(TensorType.F32, 3, 2));
      model.put("bias", new TensorLayout(TensorType.F64));
      var e = assertThrows(CheckpointException.class, () -> read.requireFit(model, optimizer));
      Path file = store.folder(100).resolve("model.safetensors");
      assertEquals(
          file
              + " does not fit the model: w is F32 (2, 3), expected F32 (3, 2); bias is missing, expected F64 ()",
          e.getMessage());
      for (int i = 0; i < 12; i++) {
        model.put("layer." + i, new TensorLayout(TensorType.F32, 1));
      }
      e = assertThrows(CheckpointException.class, () -> read.requireFit(model, optimizer));
      assertTrue(
          e.getMessage().endsWith("layer.7 is missing, expected F32 (1); and 4 more"),
          e.getMessage());
      e = assertThrows(CheckpointException.class, () -> read.requireFit(Map.of(), optimizer));
      assertEquals(
          file + " does not fit the model: w F32 (2, 3) is not a part of the model",
          e.getMessage());
    }
  }

  @Test
  void aStateWithoutAValueSaysWhatItHas() {
    TrainingState state = TrainingState.builder().put("seed", 1).build();
    var e = assertThrows(CheckpointException.class, () -> state.longValue("epoch"));
    assertEquals(
        "the training state has no whole number epoch, only [seed]: another version of srupp wrote it; "
            + "resume with that version or train anew",
        e.getMessage());
  }

  @Test
  void aStepThatIsNotThereIsNamed() {
    save(100, false);
    var e = assertThrows(CheckpointException.class, () -> store.load(300));
    assertEquals(
        "there is no checkpoint " + store.folder(300) + "; there are steps [100]", e.getMessage());
  }

  private void save(long step, boolean best) {
    store.save(
        new Checkpoint(
            step,
            List.of(TensorEntry.of("w", new float[] {step, 1, 2, 3, 4, 5}, 2, 3)),
            List.of(TensorEntry.of("w.m", new float[6], 2, 3)),
            TrainingState.builder()
                .put("seed", 42)
                .put("best_score", 12.5)
                .put("text", "a")
                .build()),
        best);
  }

  private static long step(SavedCheckpoint checkpoint) {
    try (checkpoint) {
      return checkpoint.step();
    }
  }

  /** Turns one bit of a byte of the file; a negative place counts from its end. */
  private Path flip(long step, String name, int at) throws IOException {
    Path file = store.folder(step).resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[Math.floorMod(at, bytes.length)] ^= 4;
    return Files.write(file, bytes);
  }
}
