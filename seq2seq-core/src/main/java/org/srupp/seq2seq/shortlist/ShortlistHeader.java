package org.srupp.seq2seq.shortlist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The first 48 bytes of a shortlist, all numbers little-endian.
 *
 * <pre>
 *  0  magic "SRUPPSHL"                  28  target ids for every sentence, F
 *  8  version                           32  target ids of the source pieces together, B
 * 12  source pieces, S                  36  CRC32C of all that follows the header
 * 16  checksum of the source pieces     40  zeros
 * 20  target pieces                     44  CRC32C of bytes 0 to 43
 * 24  checksum of the target pieces
 * </pre>
 *
 * <p>Then come, 4 bytes each: F ids, S + 1 offsets into the last section, B ids.
 */
record ShortlistHeader(
    VocabularyMark source, VocabularyMark target, int frequent, int best, int checksum) {
  static final int BYTES = 48;
  static final int VERSION = 1;
  private static final long MAGIC =
      0x4C48535050555253L; // "SRUPPSHL" read as a little-endian number
  private static final int CHECKED_BYTES = 44;

  /** What the whole file has. */
  long fileBytes() {
    return BYTES + Integer.BYTES * ((long) frequent + source.size() + 1 + best);
  }

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putInt(VERSION);
    bytes.putInt(source.size()).putInt(source.checksum());
    bytes.putInt(target.size()).putInt(target.checksum());
    bytes.putInt(frequent).putInt(best).putInt(checksum);
    bytes.putInt(CHECKED_BYTES, checksum(bytes.duplicate().position(0).limit(CHECKED_BYTES)));
    return bytes.clear();
  }

  /**
   * Reads and checks a header.
   *
   * @param bytes the file's bytes, all of them
   * @throws IOException if they are not a shortlist that this version reads; the message names the
   *     file
   */
  static ShortlistHeader read(Path file, ByteBuffer bytes) throws IOException {
    if (bytes.capacity() < BYTES || bytes.getLong(0) != MAGIC) {
      throw new IOException(
          file
              + ": is not a shortlist (it does not start with SRUPPSHL); build one with shortlist");
    }
    if (bytes.getInt(8) != VERSION) {
      throw new IOException(
          file
              + ": is a shortlist of version "
              + bytes.getInt(8)
              + ", this program reads version "
              + VERSION
              + "; build it again");
    }
    if (bytes.getInt(CHECKED_BYTES)
        != checksum(bytes.duplicate().position(0).limit(CHECKED_BYTES))) {
      throw new IOException(
          file + ": the header is damaged (its checksum is wrong); build it again");
    }
    return new ShortlistHeader(
        new VocabularyMark(bytes.getInt(12), bytes.getInt(16)),
        new VocabularyMark(bytes.getInt(20), bytes.getInt(24)),
        bytes.getInt(28),
        bytes.getInt(32),
        bytes.getInt(36));
  }

  static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
