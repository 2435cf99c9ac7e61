package org.srupp.seq2seq.checkpoint.zip;

import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.IN_64;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.slice;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.u16;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.u32;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.u64;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * The directory at the end of an archive.
 *
 * @param records its bytes
 * @param count entries announced
 */
record ZipDirectory(MemorySegment records, long count) {
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_BYTES = 56;
  private static final int RECORD_BYTES = 46;
  private static final int MAX_COMMENT = 0xffff;
  private static final int EXTRA_64 = 1;

  /** Takes one entry. */
  @FunctionalInterface
  interface RecordReader {
    void read(ZipRecord record) throws ZipException;
  }

  static ZipDirectory read(MemorySegment bytes) throws ZipException {
    long end = end(bytes);
    long count = u16(bytes, end + 10);
    long size = u32(bytes, end + 12);
    long offset = u32(bytes, end + 16);
    if (count == ZipFormat.IN_64_COUNT || size == IN_64 || offset == IN_64) {
      MemorySegment end64 = end64(bytes, end);
      count = u64(end64, 32);
      size = u64(end64, 40);
      offset = u64(end64, 48);
    }
    return new ZipDirectory(slice(bytes, offset, size, "the directory"), count);
  }

  /** Where the closing record begins: it is the last thing but for a comment of known length. */
  private static long end(MemorySegment bytes) throws ZipException {
    long last = bytes.byteSize() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
      if (u32(bytes, at) == ZipFormat.END && u16(bytes, at + 20) == last - at) {
        return at;
      }
    }
    throw new ZipException("its directory, which is the last thing in a zip archive, is missing");
  }

  private static MemorySegment end64(MemorySegment bytes, long end) throws ZipException {
    MemorySegment locator =
        slice(bytes, end - LOCATOR_BYTES, LOCATOR_BYTES, "the 64-bit directory's locator");
    if (u32(locator, 0) != ZipFormat.LOCATOR64) {
      throw new ZipException("its 64-bit directory is missing");
    }
    MemorySegment end64 = slice(bytes, u64(locator, 8), END64_BYTES, "the 64-bit directory");
    if (u32(end64, 0) != ZipFormat.END64) {
      throw new ZipException("its 64-bit directory does not begin where it should");
    }
    return end64;
  }

  /** Calls the reader for every entry; more are never announced than the directory's bytes hold. */
  void forEachRecord(RecordReader reader) throws ZipException {
    long at = 0;
    for (long i = 0; i < count; i++) {
      MemorySegment fixed = slice(records, at, RECORD_BYTES, "entry " + i + " of the directory");
      if (u32(fixed, 0) != ZipFormat.RECORD) {
        throw new ZipException("entry " + i + " of its directory is damaged");
      }
      int name = u16(fixed, 28);
      int extra = u16(fixed, 30);
      long variable = (long) name + extra + u16(fixed, 32);
      MemorySegment rest =
          slice(records, at + RECORD_BYTES, variable, "entry " + i + " of the directory");
      reader.read(record(fixed, text(rest.asSlice(0, name)), rest.asSlice(name, extra)));
      at += RECORD_BYTES + variable;
    }
  }

  private static ZipRecord record(MemorySegment fixed, String name, MemorySegment extra)
      throws ZipException {
    // Those of the three that do not fit stand in the extra field, in this order.
    long[] places = {u32(fixed, 24), u32(fixed, 20), u32(fixed, 42)};
    MemorySegment wide = extra64(extra);
    long at = 0;
    for (int i = 0; i < places.length; i++) {
      if (places[i] == IN_64) {
        places[i] = u64(slice(wide, at, Long.BYTES, "the 64-bit sizes of entry " + name), 0);
        at += Long.BYTES;
      }
    }
    boolean encrypted = (u16(fixed, 8) & 1) != 0;
    return new ZipRecord(
        name, encrypted, u16(fixed, 10), u32(fixed, 16), places[1], places[0], places[2]);
  }

  private static MemorySegment extra64(MemorySegment extra) throws ZipException {
    long at = 0;
    while (at + 4 <= extra.byteSize()) {
      MemorySegment field = slice(extra, at + 4, u16(extra, at + 2), "an extra field");
      if (u16(extra, at) == EXTRA_64) {
        return field;
      }
      at += 4 + field.byteSize();
    }
    return MemorySegment.ofArray(new byte[0]);
  }

  private static String text(MemorySegment bytes) {
    return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
