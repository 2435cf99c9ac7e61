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
import java.util.Map;
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
   * What this process holds, and what it wrote there. Closing any channel of a file drops the
   * process's POSIX locks on it, so a second taker in the same process must not even open the file.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

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
    String me =
        "process "
            + ProcessHandle.current().pid()
            + ", since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Path file = folder.resolve(FILE);
    try {
      file = folder.toRealPath().resolve(FILE); // one folder may have several names
      String held = HELD_HERE.putIfAbsent(file, me);
      if (held != null) {
        throw inUse(folder, held);
      }
      return lock(folder, file, me);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static RunLock lock(Path folder, Path file, String me) throws IOException {
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (channel.tryLock() == null) {
        throw inUse(folder, Files.readString(file).strip());
      }
      channel.truncate(0).write(ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8)));
      held = true;
      return new RunLock(file, channel);
    } finally {
      if (!held) {
        HELD_HERE.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static IllegalArgumentException inUse(Path folder, String holder) {
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
