package org.srupp.recipes.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * Keeps two trainings out of one folder.
 *
 * <p>The system's lock on {@code run.lock} decides: it goes when its process goes, however it goes,
 * so a lock file that a killed run left is taken over. The text inside is for the message only.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = "run.lock";

  /**
   * Closing any channel of a file drops this process's POSIX locks on it, so the second taker must
   * not even open it.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws IllegalArgumentException if another training holds the folder
   */
  static RunLock acquire(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve(FILE);
    if (!HELD_HERE.add(file)) {
      throw inUse(folder, file);
    }
    try {
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder, file);
      }
      String holder =
          "process "
              + ProcessHandle.current().pid()
              + ", since "
              + Instant.now().truncatedTo(ChronoUnit.SECONDS)
              + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new RunLock(file, channel);
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw new UncheckedIOException("cannot lock " + file + ": " + AtomicFiles.reason(e), e);
    } catch (RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static IllegalArgumentException inUse(Path folder, Path file) {
    String holder;
    try {
      holder = Files.readString(file).strip();
    } catch (IOException e) {
      holder = "unknown process";
    }
    return new IllegalArgumentException(
        "another training runs in "
            + folder
            + " ("
            + holder
            + "): wait until it ends, stop it, or choose another folder with --out");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + file + ": " + AtomicFiles.reason(e), e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
