package org.srupp.seq2seq.checkpoint;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder for files that nobody needs when the command ends: deleted when this is closed, and at
 * Ctrl-C or SIGTERM. A killed process leaves it to the next one that makes such a folder, which
 * knows it by a lock that went with its process.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String NAMES = "srupp-*";
  private static final String LOCK = "in-use.lock";

  /** Closing any channel of a file drops the process's POSIX locks on it, so own ones are left. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final Thread hook = new Thread(this::delete, "srupp-temporary");

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder where the system keeps temporary files, and clears what killed processes left
   * there.
   *
   * @param purpose part of its name
   */
  public static TemporaryFolder create(String purpose) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), purpose);
  }

  static TemporaryFolder create(Path parent, String purpose) throws IOException {
    removeLeftovers(parent);
    Path path = Files.createTempDirectory(parent, "srupp-" + purpose + "-");
    HELD_HERE.add(path);
    // Named when it is locked: a lock file that nobody holds is a leftover.
    Path begun = path.resolve(LOCK + ".new");
    FileChannel lock = FileChannel.open(begun, CREATE_NEW, WRITE);
    lock.tryLock();
    Files.move(begun, path.resolve(LOCK));
    TemporaryFolder made = new TemporaryFolder(path, lock);
    Runtime.getRuntime().addShutdownHook(made.hook);
    return made;
  }

  /** Where the files go; gone after {@link #close}. */
  public Path path() {
    return path;
  }

  private static void removeLeftovers(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAMES)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
            && !HELD_HERE.contains(folder)) {
          removeUnlessHeld(folder);
        }
      }
    }
  }

  private static void removeUnlessHeld(Path folder) {
    try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), WRITE)) {
      if (lock.tryLock() != null) {
        deleteTree(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Another user's, or going at this moment: what cannot be cleared does no harm.
    }
  }

  private void delete() {
    try {
      deleteTree(path);
    } catch (IOException e) {
      // A file came while the others went; the next process clears it.
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, and the hook deletes the folder too.
    }
    delete();
    lock.close();
    HELD_HERE.remove(path);
  }
}
