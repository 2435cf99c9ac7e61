package org.srupp.recipes.prepare;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps two preparations out of one folder; the system frees it with the process. */
final class PartialLock implements AutoCloseable {
  private static final String NAME = "prepare.lock";

  private final Path file;
  private final FileChannel channel;

  private PartialLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static PartialLock acquire(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    boolean held = false;
    try {
      held = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      held = false; // by this very process
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new IllegalArgumentException(
          "another process prepares "
              + folder
              + ": wait until it ends, stop it, or choose another folder with --out");
    }
    return new PartialLock(file, channel);
  }

  static boolean isLock(Path file) {
    return file.endsWith(NAME);
  }

  /** The lock stays until closed; its file must not be in the finished folder. */
  void removeFile() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
