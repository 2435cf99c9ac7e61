package org.srupp.seq2seq.checkpoint.zip;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * A zip archive in mapped memory. The JDK's own reader does not say where an entry's bytes lie, and
 * copying gigabytes of weights out of a stream is what mapping avoids.
 *
 * <p>Archives with 64-bit sizes are read too. Entries that are compressed or encrypted are refused
 * when they are asked for. The archive's memory stays the caller's.
 */
public final class MappedZip {
  private static final int SLICE_BYTES = 1 << 30;

  private final MemorySegment bytes;
  private final Map<String, ZipRecord> records;

  private MappedZip(MemorySegment bytes, Map<String, ZipRecord> records) {
    this.bytes = bytes;
    this.records = records;
  }

  /** Whether the bytes begin like a zip archive with at least one entry. */
  public static boolean looksLikeZip(MemorySegment bytes) {
    return bytes.byteSize() >= Integer.BYTES && ZipFormat.u32(bytes, 0) == ZipFormat.LOCAL;
  }

  /**
   * Reads the directory at the archive's end.
   *
   * @param bytes all of the archive
   * @throws ZipException if the directory is missing, which is what truncation does, or contradicts
   *     itself; the message names no file
   */
  public static MappedZip read(MemorySegment bytes) throws ZipException {
    Map<String, ZipRecord> records = new LinkedHashMap<>();
    ZipDirectory.read(bytes)
        .forEachRecord(
            record -> {
              if (records.put(record.name(), record) != null) {
                throw new ZipException("entry " + record.name() + " stands twice in the directory");
              }
            });
    return new MappedZip(bytes, records);
  }

  /** Names of the entries, in the directory's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(records.keySet());
  }

  /**
   * The bytes of an entry, a view of the archive's memory.
   *
   * @throws ZipException if there is none of that name, or it is not stored as it is, or lies
   *     outside the archive
   */
  public MemorySegment entry(String name) throws ZipException {
    ZipRecord record = records.get(name);
    if (record == null) {
      throw new ZipException("entry " + name + " is missing");
    }
    return record.data(bytes);
  }

  /**
   * Compares an entry with the checksum that the directory has for it; 0 means that none was
   * computed, as PyTorch can be told.
   *
   * @throws ZipException as {@link #entry}, or if the bytes are damaged
   */
  public void verify(String name) throws ZipException {
    MemorySegment data = entry(name);
    CRC32 checksum = new CRC32();
    for (long at = 0; at < data.byteSize(); at += SLICE_BYTES) {
      ByteBuffer slice =
          data.asSlice(at, Math.min(SLICE_BYTES, data.byteSize() - at)).asByteBuffer();
      checksum.update(slice);
    }
    long expected = records.get(name).crc32();
    if (expected != 0 && checksum.getValue() != expected) {
      throw new ZipException(
          String.format(
              Locale.ROOT,
              "entry %s is damaged: its CRC-32 is %08x, expected %08x",
              name,
              checksum.getValue(),
              expected));
    }
  }
}
