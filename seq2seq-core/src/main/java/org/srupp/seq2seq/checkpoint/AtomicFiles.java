package org.srupp.seq2seq.checkpoint;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writes files and folders whole or not at all: under a temporary name beside the target, synced,
 * then renamed.
 *
 * <p>A failure deletes the temporary and throws an {@link UncheckedIOException} whose message is
 * one sentence with path and cause. A process that is asked to end (Ctrl-C) deletes the temporary
 * files too; a killed one leaves a {@code NAME.tmp-…} behind, which {@link #removeLeftovers} clears
 * at the next start.
 */
public final class AtomicFiles {
  private static final String TEMPORARY = ".tmp-";
  private static final String REPLACED = ".tmp-replaced-";
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFiles() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface FileBody {
    void write(FileChannel channel) throws IOException;
  }

  /** Writes the files of one folder; the folder given exists and is empty. */
  @FunctionalInterface
  public interface FolderBody {
    void write(Path folder) throws IOException;
  }

  /** Writes {@code file}, replacing an earlier one only when the new one is complete and synced. */
  public static void write(Path file, FileBody body) {
    Path temporary = temporary(file, TEMPORARY);
    try {
      Files.createDirectories(parent(file));
      // After the shutdown hooks, so what a hook still waits for is renamed by then.
      temporary.toFile().deleteOnExit();
      try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE, READ)) {
        body.write(channel);
        channel.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
      sync(parent(file));
    } catch (IOException | RuntimeException e) {
      throw failure(file, temporary, e);
    }
  }

  /** Writes {@code text} in UTF-8. */
  public static void writeText(Path file, String text) {
    write(
        file,
        channel -> writeFully(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Writes a whole folder; an earlier one of the same name stays until the new one is complete and
   * synced.
   */
  public static void writeFolder(Path folder, FolderBody body) {
    Path temporary = temporary(folder, TEMPORARY);
    try {
      Files.createDirectories(parent(folder));
      Files.createDirectory(temporary);
      body.write(temporary);
      syncTree(temporary);
      swapIn(temporary, folder);
    } catch (IOException | RuntimeException e) {
      throw failure(folder, temporary, e);
    }
  }

  /** Deletes a folder so that a kill halfway leaves no half folder under its name. */
  public static void deleteFolder(Path folder) {
    Path temporary = temporary(folder, TEMPORARY);
    try {
      Files.move(folder, temporary, ATOMIC_MOVE);
      deleteTree(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder + ": " + reason(e), e);
    }
  }

  /**
   * Clears what killed runs left in {@code folder}, and puts a folder back that was moved aside
   * when the kill came.
   *
   * <p>Call it only while no other process writes there.
   */
  public static void removeLeftovers(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path path : list(folder)) {
        String name = path.getFileName().toString();
        int at = name.indexOf(TEMPORARY);
        if (at <= 0) {
          continue;
        }
        Path target = folder.resolve(name.substring(0, at));
        if (name.startsWith(REPLACED, at) && Files.notExists(target)) {
          Files.move(path, target, ATOMIC_MOVE);
        } else {
          deleteTree(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + folder + ": " + reason(e), e);
    }
  }

  /** Writes all of {@code bytes}; a channel may take them in parts. */
  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** What went wrong, without the path that some exceptions repeat. */
  public static String reason(Throwable e) {
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    if (e instanceof FileSystemException) {
      return wordless((FileSystemException) e);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  // The JDK leaves the commonest reasons to the name of the class.
  private static String wordless(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    return e instanceof NotDirectoryException ? "not a folder" : e.getClass().getSimpleName();
  }

  private static void swapIn(Path temporary, Path folder) throws IOException {
    Path replaced = null;
    if (Files.exists(folder)) {
      replaced = temporary(folder, REPLACED);
      Files.move(folder, replaced, ATOMIC_MOVE);
    }
    try {
      Files.move(temporary, folder, ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaced != null) {
        Files.move(replaced, folder, ATOMIC_MOVE);
      }
      throw e;
    }
    sync(parent(folder));
    if (replaced != null) {
      deleteTree(replaced);
    }
  }

  private static RuntimeException failure(Path target, Path temporary, Exception e) {
    try {
      deleteTree(temporary);
    } catch (IOException onDelete) {
      e.addSuppressed(onDelete);
    }
    if (e instanceof CheckpointException bad) {
      return bad;
    }
    // A file inside a folder failed: say it of the folder, whose name the reader knows.
    Exception cause = e instanceof UncheckedIOException nested ? nested.getCause() : e;
    if (cause instanceof IOException io) {
      return new UncheckedIOException(
          "cannot write " + target + ": " + reason(io) + "; nothing of it was kept", io);
    }
    return (RuntimeException) e;
  }

  private static Path temporary(Path target, String mark) {
    String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    return parent(target).resolve(target.getFileName() + mark + unique);
  }

  private static Path parent(Path path) {
    return path.toAbsolutePath().getParent();
  }

  private static void syncTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        sync(path);
      }
    }
  }

  /**
   * A rename is on the disk only when its folder is; POSIX lets a folder be opened for reading and
   * synced.
   */
  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ)) {
      channel.force(true);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  private static void deleteTree(Path path) throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
