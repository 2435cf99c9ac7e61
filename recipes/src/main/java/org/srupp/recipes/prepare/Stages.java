package org.srupp.recipes.prepare;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** The steps of a preparation, each done once: what it wrote counts from when its mark is there. */
public final class Stages {
  private static final String MARK = "stage-%s.done";

  private final Path folder;
  private final Consumer<String> log;

  Stages(Path folder, Consumer<String> log) {
    this.folder = folder;
    this.log = log;
  }

  /** Writes the files of a stage into {@link Stages#folder}, over those of an interrupted one. */
  @FunctionalInterface
  public interface StageBody {
    void run() throws IOException;
  }

  /** Where the files go. */
  public Path folder() {
    return folder;
  }

  /**
   * Runs a stage unless an earlier call did.
   *
   * @param name part of a file name
   */
  public void run(String name, StageBody body) throws IOException {
    Path mark = folder.resolve(String.format(Locale.ROOT, MARK, name));
    if (Files.exists(mark)) {
      log.accept(name + ": done before");
      return;
    }
    body.run();
    sync();
    AtomicFiles.writeText(mark, "");
  }

  static boolean isMark(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("stage-") && name.endsWith(".done");
  }

  // A mark must not be on the disk before what it stands for.
  private void sync() throws IOException {
    for (Path file : files()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> !PartialLock.isLock(file))
          .toList();
    }
  }
}
