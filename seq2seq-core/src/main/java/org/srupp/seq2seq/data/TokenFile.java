package org.srupp.seq2seq.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A corpus side, or one long text, on disk, mapped into memory: opening costs one pass for the
 * checksums, reading a sentence copies only its ids, and the pages are the operating system's, not
 * the heap's. Files may be larger than 2 GiB. Safe to read from several threads until closed.
 */
public final class TokenFile implements Sentences, TokenSequence, AutoCloseable {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long CHECKSUM_CHUNK = 1 << 26;

  private final Path file;
  private final Arena arena;
  private final TokenFileHeader header;
  private final MemorySegment ids;
  private final MemorySegment offsets;

  private TokenFile(Path file, Arena arena, TokenFileHeader header, MemorySegment mapped) {
    this.file = file;
    this.arena = arena;
    this.header = header;
    this.ids = mapped.asSlice(TokenFileHeader.BYTES, header.idsBytes());
    this.offsets = mapped.asSlice(header.offsetsStart(), header.offsetsBytes());
  }

  /**
   * Opens a file and checks all of it.
   *
   * @throws IOException if the file is missing, foreign, of another version, truncated or damaged;
   *     the message names it and says which
   */
  public static TokenFile open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      TokenFile opened = map(file, arena);
      opened.check();
      return opened;
    } catch (NoSuchFileException missing) {
      arena.close();
      throw new IOException(
          file + ": there is no such token file; prepare the corpus first", missing);
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  private static TokenFile map(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer head = ByteBuffer.allocate(TokenFileHeader.BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {}
      if (head.hasRemaining()) {
        throw new IOException(
            file
                + ": is not a token file ("
                + size
                + " bytes, a header alone has "
                + TokenFileHeader.BYTES
                + "); prepare the corpus again");
      }
      TokenFileHeader header = TokenFileHeader.read(file, head);
      if (size != header.fileBytes()) {
        throw new IOException(
            file
                + ": has "
                + size
                + " bytes, its header promises "
                + header.fileBytes()
                + "; it was cut or extended, prepare the corpus again");
      }
      if (header.sentences() > Integer.MAX_VALUE) {
        throw new IOException(
            file
                + ": has "
                + header.sentences()
                + " sentences, at most "
                + Integer.MAX_VALUE
                + " can be read; split it");
      }
      return new TokenFile(
          file, arena, header, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
    }
  }

  private void check() throws IOException {
    if (checksum(ids) != header.idsChecksum()) {
      throw new IOException(
          file + ": the ids are damaged (their checksum is wrong); prepare the corpus again");
    }
    if (checksum(offsets) != header.offsetsChecksum()) {
      throw new IOException(
          file + ": the offsets are damaged (their checksum is wrong); prepare the corpus again");
    }
  }

  private static int checksum(MemorySegment section) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < section.byteSize(); at += CHECKSUM_CHUNK) {
      crc.update(
          section.asSlice(at, Math.min(CHECKSUM_CHUNK, section.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  @Override
  public String name() {
    return file.toString();
  }

  /** The vocabulary size that the file was written for. */
  public int vocabularySize() {
    return header.vocabularySize();
  }

  /** The number of ids of all sentences together. */
  @Override
  public long tokens() {
    return header.tokens();
  }

  /**
   * Counts and checksums as text: equal for files of the same content, made for run cards and for
   * noticing changed data on resuming.
   */
  public String fingerprint() {
    return String.format(
        Locale.ROOT,
        "%d-%d-%08x-%08x",
        header.sentences(),
        header.tokens(),
        header.idsChecksum(),
        header.offsetsChecksum());
  }

  @Override
  public int size() {
    return (int) header.sentences();
  }

  @Override
  public int length(int sentence) {
    return Math.toIntExact(offset(sentence + 1L) - offset(sentence));
  }

  @Override
  public int[] ids(int sentence) {
    int[] result = new int[length(sentence)];
    copy(offset(sentence), result, 0, result.length);
    return result;
  }

  /** Copies ids of the sentences in a row, as of one text. */
  @Override
  public void copy(long from, int[] into, int at, int count) {
    if (header.width() == Short.BYTES) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Short.toUnsignedInt(ids.get(SHORT, (from + i) * Short.BYTES));
      }
    } else {
      MemorySegment.copy(ids, INT, from * Integer.BYTES, into, at, count);
    }
  }

  private long offset(long index) {
    return offsets.get(LONG, index * Long.BYTES);
  }

  /** Unmaps the file; reading afterwards fails with IllegalStateException. */
  @Override
  public void close() {
    arena.close();
  }
}
