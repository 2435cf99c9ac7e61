package org.srupp.seq2seq.checkpoint.zip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Numbers of the zip format, all little-endian.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT</a>
 */
final class ZipFormat {
  static final long LOCAL = 0x04034b50L;
  static final long RECORD = 0x02014b50L;
  static final long END = 0x06054b50L;
  static final long LOCATOR64 = 0x07064b50L;
  static final long END64 = 0x06064b50L;

  /** In a 32-bit field: the value stands in the 64-bit part. */
  static final long IN_64 = 0xffffffffL;

  static final int IN_64_COUNT = 0xffff;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ZipFormat() {}

  static int u16(MemorySegment bytes, long at) {
    return Short.toUnsignedInt(bytes.get(U16, at));
  }

  static long u32(MemorySegment bytes, long at) {
    return Integer.toUnsignedLong(bytes.get(U32, at));
  }

  /** An unsigned 64-bit number, refused where it is past what any file has. */
  static long u64(MemorySegment bytes, long at) throws ZipException {
    long value = bytes.get(U64, at);
    if (value < 0) {
      throw new ZipException("a size of " + Long.toUnsignedString(value) + " bytes is announced");
    }
    return value;
  }

  /** A part of the archive, or a complaint that it lies outside. */
  static MemorySegment slice(MemorySegment bytes, long at, long size, String what)
      throws ZipException {
    if (at < 0 || size < 0 || at > bytes.byteSize() || size > bytes.byteSize() - at) {
      throw new ZipException(
          what
              + " should have "
              + size
              + " bytes at "
              + at
              + ", the file ends at "
              + bytes.byteSize());
    }
    return bytes.asSlice(at, size);
  }
}
