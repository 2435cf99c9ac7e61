package org.srupp.seq2seq.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a token file, all numbers little-endian.
 *
 * <pre>
 *  0  magic "SRUPPTOK"          32  tokens, 8 bytes
 *  8  version, 4 bytes          40  CRC32C of the ids section, 4 bytes
 * 12  id width, 2 or 4          44  CRC32C of the offsets section, 4 bytes
 * 16  vocabulary size           48  zeros
 * 20  zeros                     60  CRC32C of bytes 0 to 59
 * 24  sentences, 8 bytes
 * </pre>
 *
 * <p>The ids of all sentences follow without gaps, then zeros up to a multiple of 8, then the
 * offsets: 8 bytes for each sentence and one more, in ids from the start of the ids section. Ids
 * stand first because a writer knows the number of sentences only at the end.
 */
record TokenFileHeader(
    int width,
    int vocabularySize,
    long sentences,
    long tokens,
    int idsChecksum,
    int offsetsChecksum) {

  static final int BYTES = 64;
  static final int VERSION = 1;
  private static final long MAGIC =
      0x4B4F545050555253L; // "SRUPPTOK" read as a little-endian number
  private static final int CHECKED_BYTES = 60;

  /** Two bytes hold 65,536 different ids. */
  static int widthFor(int vocabularySize) {
    return vocabularySize <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
  }

  long idsBytes() {
    return tokens * width;
  }

  long offsetsStart() {
    return BYTES + (idsBytes() + 7) / 8 * 8;
  }

  long offsetsBytes() {
    return (sentences + 1) * Long.BYTES;
  }

  long fileBytes() {
    return offsetsStart() + offsetsBytes();
  }

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(width).putInt(vocabularySize).putInt(0);
    bytes.putLong(sentences).putLong(tokens).putInt(idsChecksum).putInt(offsetsChecksum);
    bytes.putInt(CHECKED_BYTES, checksum(bytes));
    return bytes.clear();
  }

  /**
   * Reads and checks a header.
   *
   * @param bytes the file's first {@link #BYTES} bytes
   * @throws IOException if they are not the header of a token file that this version reads; the
   *     message names the file
   */
  static TokenFileHeader read(Path file, ByteBuffer bytes) throws IOException {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getLong(0) != MAGIC) {
      throw new IOException(
          file
              + ": is not a token file (it does not start with SRUPPTOK); prepare the corpus again");
    }
    if (bytes.getInt(8) != VERSION) {
      throw new IOException(
          file
              + ": is a token file of version "
              + bytes.getInt(8)
              + ", this program reads version "
              + VERSION
              + "; prepare the corpus again");
    }
    if (bytes.getInt(CHECKED_BYTES) != checksum(bytes)) {
      throw new IOException(
          file + ": the header is damaged (its checksum is wrong); prepare the corpus again");
    }
    return new TokenFileHeader(
        bytes.getInt(12),
        bytes.getInt(16),
        bytes.getLong(24),
        bytes.getLong(32),
        bytes.getInt(40),
        bytes.getInt(44));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(CHECKED_BYTES));
    return (int) crc.getValue();
  }
}
