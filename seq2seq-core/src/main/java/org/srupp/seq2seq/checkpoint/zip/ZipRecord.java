package org.srupp.seq2seq.checkpoint.zip;

import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.slice;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.u16;
import static org.srupp.seq2seq.checkpoint.zip.ZipFormat.u32;

import java.lang.foreign.MemorySegment;
import java.util.zip.ZipException;

/**
 * What the directory says of one entry.
 *
 * @param method 0 for stored as it is
 * @param packed bytes in the archive
 * @param size bytes of the content
 * @param offset where the entry's own header begins
 */
record ZipRecord(
    String name, boolean encrypted, int method, long crc32, long packed, long size, long offset) {
  private static final int LOCAL_BYTES = 30;

  /** The content, a view of the archive. */
  MemorySegment data(MemorySegment archive) throws ZipException {
    if (encrypted || method != 0 || packed != size) {
      throw new ZipException(
          "entry "
              + name
              + " is "
              + (encrypted ? "encrypted" : "compressed")
              + ", expected it stored as it is, as torch.save does");
    }
    String what = "entry " + name;
    MemorySegment local = slice(archive, offset, LOCAL_BYTES, what);
    if (u32(local, 0) != ZipFormat.LOCAL) {
      throw new ZipException(what + " does not begin where the directory says");
    }
    return slice(archive, offset + LOCAL_BYTES + u16(local, 26) + u16(local, 28), size, what);
  }
}
