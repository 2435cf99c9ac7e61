package org.srupp.seq2seq.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mean of several models, which often translates better than the last of them alone. */
public final class CheckpointAverage {
  private CheckpointAverage() {}

  /**
   * Writes the mean of the models, element by element, summed in double in the order given.
   *
   * @param models safetensors files with the same names, types and shapes; tensors that are not
   *     floating-point must be equal
   * @param target the file to write; metadata is the first model's
   * @throws IllegalArgumentException if there is no model
   * @throws CheckpointException if the models do not fit each other; the message names file and
   *     tensors
   */
  public static void write(List<Path> models, Path target) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("an average needs at least one model");
    }
    List<SafetensorsFile> files = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      for (Path model : models) {
        files.add(SafetensorsFile.open(model));
      }
      SafetensorsFile first = files.getFirst();
      Map<String, TensorLayout> layouts = first.layouts();
      for (SafetensorsFile file : files) {
        TensorFit.require(file, "the model in " + first.path(), layouts);
      }
      List<TensorEntry> means =
          first.names().stream().map(name -> mean(files, name, arena)).toList();
      SafetensorsWriter.write(target, means, first.metadata());
    } finally {
      files.forEach(SafetensorsFile::close);
    }
  }

  private static TensorEntry mean(List<SafetensorsFile> files, String name, Arena arena) {
    TensorEntry first = files.getFirst().tensor(name);
    if (!Elements.isFloat(first.dtype())) {
      return requireEqual(files, first);
    }
    MemorySegment mean = arena.allocate(first.data().byteSize(), first.dtype().bytes());
    List<MemorySegment> data = files.stream().map(file -> file.tensor(name).data()).toList();
    long count = mean.byteSize() / first.dtype().bytes();
    for (long i = 0; i < count; i++) {
      double sum = 0;
      for (MemorySegment each : data) {
        sum += Elements.get(first.dtype(), each, i);
      }
      Elements.set(first.dtype(), mean, i, sum / data.size());
    }
    return new TensorEntry(name, first.dtype(), first.shape(), mean);
  }

  private static TensorEntry requireEqual(List<SafetensorsFile> files, TensorEntry first) {
    for (SafetensorsFile file : files) {
      if (file.tensor(first.name()).data().mismatch(first.data()) != -1) {
        throw new CheckpointException(
            file.path()
                + ": tensor "
                + first.name()
                + " ("
                + first.dtype()
                + ") differs from that in "
                + files.getFirst().path()
                + "; only floating-point tensors can be averaged");
      }
    }
    return first;
  }
}
