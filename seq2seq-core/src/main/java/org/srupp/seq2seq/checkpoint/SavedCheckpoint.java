package org.srupp.seq2seq.checkpoint;

import java.nio.file.Path;
import java.util.Map;

/**
 * A checkpoint read back and found whole: its tensors are views into mapped files until it is
 * closed.
 */
public final class SavedCheckpoint implements AutoCloseable {
  static final String MODEL = "model.safetensors";
  static final String OPTIMIZER = "optimizer.safetensors";
  static final String STATE = "state.json";

  private final Path folder;
  private final StateFile stateFile;
  private final SafetensorsFile model;
  private final SafetensorsFile optimizer;

  private SavedCheckpoint(
      Path folder, StateFile stateFile, SafetensorsFile model, SafetensorsFile optimizer) {
    this.folder = folder;
    this.stateFile = stateFile;
    this.model = model;
    this.optimizer = optimizer;
  }

  /**
   * Reads and checks a checkpoint folder.
   *
   * @throws CheckpointException if a file is missing, damaged or without its checksum; the message
   *     names it
   */
  public static SavedCheckpoint open(Path folder) {
    StateFile state = StateFile.read(folder.resolve(STATE));
    SafetensorsFile model =
        SafetensorsFile.open(folder.resolve(MODEL), SafetensorsFile.Checksum.REQUIRED);
    try {
      SafetensorsFile optimizer =
          SafetensorsFile.open(folder.resolve(OPTIMIZER), SafetensorsFile.Checksum.REQUIRED);
      return new SavedCheckpoint(folder, state, model, optimizer);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * @param modelLayouts type and shape of every parameter
   * @param optimizerLayouts type and shape of every tensor of the optimizer
   * @throws CheckpointException if the checkpoint belongs to another model or optimizer; lists what
   *     differs
   */
  public void requireFit(
      Map<String, TensorLayout> modelLayouts, Map<String, TensorLayout> optimizerLayouts) {
    TensorFit.require(model, "the model", modelLayouts);
    TensorFit.require(optimizer, "the optimizer", optimizerLayouts);
  }

  public Path folder() {
    return folder;
  }

  /** Updates done. */
  public long step() {
    return stateFile.step();
  }

  /** Updates done at the best checkpoint when this one was saved, -1 when none was judged. */
  long bestStep() {
    return stateFile.bestStep();
  }

  public TrainingState state() {
    return stateFile.training();
  }

  public SafetensorsFile model() {
    return model;
  }

  public SafetensorsFile optimizer() {
    return optimizer;
  }

  @Override
  public void close() {
    model.close();
    optimizer.close();
  }
}
