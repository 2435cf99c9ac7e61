package org.srupp.recipes.corpora.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The members of a tar archive, one after the other; long names of GNU tar and of pax are
 * understood. (commons-compress, which comes with the engine, lacks a library that its tar reader
 * needs.)
 */
final class TarStream {
  private static final int LONGEST_HEADER = 1 << 20;

  private final InputStream in;
  private long left;
  private long padding;

  TarStream(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next member, past what was not read of this one.
   *
   * @return null after the last
   * @throws EOFException if the archive ends before its end mark
   * @throws IOException if a header is damaged
   */
  TarEntry next() throws IOException {
    in.skipNBytes(left + padding);
    left = 0;
    padding = 0;
    String longName = null;
    while (true) {
      byte[] block = in.readNBytes(TarEntry.BLOCK);
      if (block.length < TarEntry.BLOCK) {
        throw new EOFException("no end mark");
      }
      if (blank(block)) {
        in.transferTo(
            OutputStream.nullOutputStream()); // the checksum of the gzip data is at its end
        return null;
      }
      TarEntry entry = TarEntry.of(block);
      if (entry == null) {
        throw new IOException("a header has a wrong checksum");
      }
      if (entry.type() == 'L') {
        longName = header(entry).replaceAll("\0.*", "");
      } else if (entry.type() == 'x') {
        longName = paxPath(header(entry), longName);
      } else if (entry.type() == 'g') {
        header(entry);
      } else {
        left = entry.bytes();
        padding = entry.paddedBytes() - left;
        return longName == null ? entry : entry.renamed(longName);
      }
    }
  }

  /** Reads on in the member; -1 at its end. */
  int read(byte[] buffer) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
    if (count < 0) {
      throw new EOFException("cut off within a file");
    }
    left -= count;
    return count;
  }

  private String header(TarEntry entry) throws IOException {
    if (entry.bytes() > LONGEST_HEADER) {
      throw new IOException("a header of " + entry.bytes() + " bytes");
    }
    byte[] bytes = in.readNBytes((int) entry.bytes());
    in.skipNBytes(entry.paddedBytes() - entry.bytes());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  // Records read "27 path=some/where\n", the number being the record's length.
  private static String paxPath(String header, String fallback) {
    for (String record : header.split("\n")) {
      int blank = record.indexOf(' ');
      if (blank > 0 && record.startsWith("path=", blank + 1)) {
        return record.substring(blank + 1 + "path=".length());
      }
    }
    return fallback;
  }

  private static boolean blank(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
