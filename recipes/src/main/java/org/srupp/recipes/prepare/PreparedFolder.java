package org.srupp.recipes.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.tokenizers.TokenizerChecksums;
import org.srupp.tokenizers.TokenizerFileException;

/**
 * A folder of prepared data: under its name it is whole, with {@code prepared.json} to say what it
 * was made from. Until then it is {@code NAME.partial}, where a stage that is done counts when the
 * same is prepared again.
 */
public final class PreparedFolder {
  private static final String PARTIAL = ".partial";
  private static final String KEY = "stage-key.json";

  private PreparedFolder() {}

  /** Makes the content. */
  @FunctionalInterface
  public interface Body {
    void run(Stages stages) throws IOException;
  }

  /** Whether a preparation was finished there. */
  public static boolean isPrepared(Path folder) {
    return Files.isRegularFile(folder.resolve(KeyFile.MARKER));
  }

  /**
   * What a prepared folder was made from.
   *
   * @throws IOException if its marker cannot be read
   */
  public static PreparationKey key(Path folder) throws IOException {
    return KeyFile.read(folder.resolve(KeyFile.MARKER));
  }

  /**
   * Refuses a prepared folder whose tokenizer or vocabulary is not the one that its token files
   * were made with.
   *
   * @throws IOException if it is so, or its marker cannot be read
   */
  public static void requireUnchanged(Path folder) throws IOException {
    TokenizerChecksums.require(
        folder,
        KeyFile.checksums(folder.resolve(KeyFile.MARKER)),
        KeyFile.MARKER,
        "prepare the corpus again");
  }

  /**
   * Makes a folder, or goes on where an interrupted call was; nothing if it is there.
   *
   * @throws IllegalArgumentException if the folder holds something else, was made from something
   *     else, or another process makes it
   * @throws UncheckedIOException if the disk refuses; finished stages stay for another call
   */
  public static void make(Path out, PreparationKey key, Consumer<String> log, Body body)
      throws IOException {
    if (isPrepared(out)) {
      refuseDifferences(out, key);
      log.accept(out + " is prepared already");
      return;
    }
    refuseForeign(out);
    Path partial = partial(out);
    Files.createDirectories(partial);
    try (PartialLock lock = PartialLock.acquire(partial)) {
      begin(partial, key, log);
      body.run(new Stages(partial, log));
      finish(partial, key, lock);
      if (Files.isDirectory(out)) {
        Files.delete(out); // empty, or it were refused
      }
      Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
    } catch (TokenizerFileException e) {
      throw e; // a file of the user's: the same command would find it as it is
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot prepare "
              + out
              + ": "
              + AtomicFiles.reason(e)
              + "; what was finished is in "
              + partial
              + ", the same command goes on from there",
          e);
    }
  }

  /**
   * Makes a folder from one that is prepared: the same files, by another name of each where the
   * disk can, as copies elsewhere.
   *
   * @param settings that are asked for
   * @throws IllegalArgumentException if it was made with other settings
   */
  public static void takeOver(Path prepared, SortedMap<String, String> settings, Path out)
      throws IOException {
    List<String> differences = key(prepared).settingDifferences(settings);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          prepared
              + " was prepared otherwise: "
              + String.join("; ", differences)
              + "; prepare it again with these settings, or train with those");
    }
    AtomicFiles.writeFolder(
        out,
        folder -> {
          for (Path file : list(prepared)) {
            link(file, folder.resolve(file.getFileName()));
          }
        });
  }

  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, name);
    }
  }

  /** Deletes what an interrupted call left. */
  public static void discard(Path out) throws IOException {
    if (Files.isDirectory(partial(out))) {
      AtomicFiles.deleteFolder(partial(out));
    }
  }

  private static Path partial(Path out) {
    Path whole = out.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + PARTIAL);
  }

  private static void refuseDifferences(Path out, PreparationKey key) throws IOException {
    List<String> differences = key(out).differences(key);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          out
              + " was prepared otherwise: "
              + String.join("; ", differences)
              + "; choose another folder with --out, or delete it");
    }
  }

  private static void refuseForeign(Path out) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(out)) {
      try (Stream<Path> entries = Files.list(out)) {
        empty = entries.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new IllegalArgumentException(
          out
              + " exists and was not made by prepare (no "
              + KeyFile.MARKER
              + "): choose another folder with --out");
    }
  }

  private static void begin(Path partial, PreparationKey key, Consumer<String> log)
      throws IOException {
    Path keyFile = partial.resolve(KEY);
    if (Files.exists(keyFile) && KeyFile.read(keyFile).differences(key).isEmpty()) {
      log.accept("goes on with what an interrupted preparation left in " + partial);
      return;
    }
    clear(partial);
    KeyFile.write(keyFile, key, Map.of());
  }

  private static void clear(Path partial) throws IOException {
    for (Path each : list(partial)) {
      if (Files.isDirectory(each)) {
        AtomicFiles.deleteFolder(each);
      } else if (!PartialLock.isLock(each)) {
        Files.delete(each);
      }
    }
  }

  private static void finish(Path partial, PreparationKey key, PartialLock lock)
      throws IOException {
    for (Path each : list(partial)) {
      if (Stages.isMark(each) || each.endsWith(KEY)) {
        Files.delete(each);
      }
    }
    KeyFile.write(partial.resolve(KeyFile.MARKER), key, TokenizerChecksums.of(partial));
    lock.removeFile();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
