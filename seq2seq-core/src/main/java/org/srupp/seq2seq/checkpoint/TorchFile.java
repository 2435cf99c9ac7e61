package org.srupp.seq2seq.checkpoint;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srupp.seq2seq.checkpoint.zip.MappedZip;

/**
 * A checkpoint that {@code torch.save} of PyTorch 1.6 or later wrote, memory-mapped until closed.
 *
 * <p>Nothing of the file is executed: it may hold a dictionary of tensors, and classes that this
 * does not need are refused by name. Tensors of other byte orders and any strides come back
 * row-major and little-endian.
 *
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">the format's notes</a>
 */
public final class TorchFile implements AutoCloseable {
  private final Path file;
  private final Arena arena;
  private final TorchArchive archive;
  private final StateDict dict;

  private TorchFile(Path file, Arena arena, TorchArchive archive, StateDict dict) {
    this.file = file;
    this.arena = arena;
    this.archive = archive;
    this.dict = dict;
  }

  /**
   * Maps a file and reads what tensors it has; their values are looked at when asked for.
   *
   * @throws CheckpointException if it is no such file, truncated, or asks for more than tensors;
   *     the message says what and what to do
   */
  public static TorchFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          file + (Files.exists(file) ? " is not a file" : " does not exist"));
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return open(file, arena, bytes);
    } catch (IOException e) {
      arena.close();
      throw new CheckpointException("cannot read " + file + ": " + AtomicFiles.reason(e));
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static TorchFile open(Path file, Arena arena, MemorySegment bytes) throws IOException {
    if (TorchArchive.isLegacy(bytes)) {
      throw new CheckpointException(
          file
              + " is in the format of PyTorch before 1.6; convert it in Python first:"
              + " torch.save(torch.load(FILE, map_location=\"cpu\"), NEW)");
    }
    if (!MappedZip.looksLikeZip(bytes)) {
      throw new CheckpointException(
          file + " is not a PyTorch checkpoint: expected the zip archive that torch.save writes");
    }
    TorchArchive archive = new TorchArchive(MappedZip.read(bytes));
    return new TorchFile(file, arena, archive, archive.stateDict());
  }

  public Path path() {
    return file;
  }

  /** Types and shapes by name, in the checkpoint's order, without wrappers' prefixes. */
  public Map<String, TensorLayout> layouts() {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    dict.tensors().forEach((name, tensor) -> layouts.put(name, tensor.layout()));
    return Collections.unmodifiableMap(layouts);
  }

  /** Names of what the checkpoint holds beside tensors, an optimizer for instance. */
  public List<String> others() {
    return dict.others();
  }

  /**
   * The tensor of that name, row-major and little-endian; a view into the file where that is what
   * stands there, else a copy. Valid until {@link #close}; not aligned.
   *
   * @throws IllegalArgumentException if the file has no such tensor
   * @throws CheckpointException if its values are truncated or damaged
   */
  public TensorEntry tensor(String name) {
    TorchTensor tensor = dict.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(file + " has no tensor " + name);
    }
    try {
      MemorySegment data = archive.data(tensor, arena);
      return new TensorEntry(name, tensor.storage().type(), tensor.shape(), data);
    } catch (IOException e) {
      throw new CheckpointException(file + ": tensor " + name + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
