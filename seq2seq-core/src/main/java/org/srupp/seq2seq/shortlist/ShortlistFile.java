package org.srupp.seq2seq.shortlist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/** Shortlists on disk. */
public final class ShortlistFile {
  private ShortlistFile() {}

  /**
   * Writes a shortlist; the file appears whole or not at all.
   *
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  public static void write(Path file, Shortlist list) {
    int[] frequent = list.frequent();
    int ints = frequent.length + list.offsets().length + list.best().length;
    ByteBuffer body = ByteBuffer.allocate(ints * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    body.asIntBuffer().put(frequent).put(list.offsets()).put(list.best());
    ByteBuffer header =
        new ShortlistHeader(
                list.source(),
                list.target(),
                frequent.length,
                list.best().length,
                ShortlistHeader.checksum(body.duplicate()))
            .toBytes();
    AtomicFiles.write(
        file,
        channel -> {
          for (ByteBuffer part : new ByteBuffer[] {header, body}) {
            while (part.hasRemaining()) {
              channel.write(part);
            }
          }
        });
  }

  /**
   * Reads a shortlist and checks all of it.
   *
   * @throws IOException if the file is missing, foreign, of another version, cut or damaged; the
   *     message names it and says which
   */
  public static Shortlist read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    ShortlistHeader header = ShortlistHeader.read(file, bytes);
    if (bytes.capacity() != header.fileBytes()) {
      throw new IOException(
          file
              + ": has "
              + bytes.capacity()
              + " bytes, its header promises "
              + header.fileBytes()
              + "; it was cut or extended, build it again");
    }
    bytes.position(ShortlistHeader.BYTES);
    if (ShortlistHeader.checksum(bytes.duplicate()) != header.checksum()) {
      throw new IOException(
          file + ": the lists are damaged (their checksum is wrong); build it again");
    }
    try {
      return new Shortlist(
          header.source(),
          header.target(),
          ints(bytes, header.frequent()),
          ints(bytes, header.source().size() + 1),
          ints(bytes, header.best()));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage() + "; build it again", e);
    }
  }

  private static int[] ints(ByteBuffer bytes, int count) {
    int[] ints = new int[count];
    bytes.asIntBuffer().get(ints);
    bytes.position(bytes.position() + count * Integer.BYTES);
    return ints;
  }
}
