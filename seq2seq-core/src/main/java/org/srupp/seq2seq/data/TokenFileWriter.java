package org.srupp.seq2seq.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a token file of any size with constant memory. Until {@link #commit} the file has another
 * name, so a file of the wanted name is always whole; {@link #close} without commit leaves nothing
 * behind.
 */
public final class TokenFileWriter implements AutoCloseable {
  private final Path file;
  private final int vocabularySize;
  private final Path idsPart;
  private final Path offsetsPart;
  private final SectionWriter ids;
  private final SectionWriter offsets;
  private final int width;
  private long sentences;
  private long tokens;
  private boolean committed;

  /**
   * Starts a file; an older one of that name stays until {@link #commit}.
   *
   * @param vocabularySize every id is below it; up to 65,536 ids take two bytes each, more take
   *     four
   * @throws IOException if the folder cannot be written to
   * @throws IllegalArgumentException if the vocabulary is empty
   */
  public TokenFileWriter(Path file, int vocabularySize) throws IOException {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException(
          file + ": vocabulary size must be at least 1, found " + vocabularySize);
    }
    this.file = file.toAbsolutePath();
    this.vocabularySize = vocabularySize;
    this.width = TokenFileHeader.widthFor(vocabularySize);
    this.idsPart = this.file.resolveSibling(file.getFileName() + ".part");
    this.offsetsPart = this.file.resolveSibling(file.getFileName() + ".offsets.part");
    this.ids = new SectionWriter(idsPart, TokenFileHeader.BYTES);
    this.offsets = new SectionWriter(offsetsPart, 0);
    offsets.putLong(0);
  }

  /**
   * Appends a sentence, which may be empty.
   *
   * @throws IllegalArgumentException if an id is outside the vocabulary
   * @throws IOException if the disk is full or fails
   */
  public void add(int[] sentence) throws IOException {
    for (int id : sentence) {
      if (id < 0 || id >= vocabularySize) {
        throw new IllegalArgumentException(
            file
                + ", sentence "
                + (sentences + 1)
                + ": id "
                + id
                + " is outside the vocabulary of "
                + vocabularySize);
      }
    }
    for (int id : sentence) {
      if (width == Short.BYTES) {
        ids.putShort((short) id);
      } else {
        ids.putInt(id);
      }
    }
    sentences++;
    tokens += sentence.length;
    offsets.putLong(tokens);
  }

  /**
   * Completes the file: everything reaches the disk, then it gets its name.
   *
   * @throws IOException if the disk is full or fails; no file of that name is changed then
   * @throws IllegalStateException if called twice
   */
  public void commit() throws IOException {
    if (committed) {
      throw new IllegalStateException(file + ": has been committed already");
    }
    int idsChecksum = ids.finish();
    int offsetsChecksum = offsets.finish();
    var header =
        new TokenFileHeader(width, vocabularySize, sentences, tokens, idsChecksum, offsetsChecksum);
    ids.append(offsetsPart, header.offsetsStart());
    ids.writeAt(header.toBytes(), 0);
    ids.sync();
    ids.close();
    Files.move(idsPart, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    syncFolder(file.getParent());
  }

  /** Frees the files; without {@link #commit} before, nothing of what was written remains. */
  @Override
  public void close() throws IOException {
    ids.close();
    offsets.close();
    Files.deleteIfExists(offsetsPart);
    if (!committed) {
      Files.deleteIfExists(idsPart);
    }
  }

  /**
   * A rename is on disk only when its folder is; Windows cannot open a folder and needs no such
   * call.
   */
  private static void syncFolder(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
