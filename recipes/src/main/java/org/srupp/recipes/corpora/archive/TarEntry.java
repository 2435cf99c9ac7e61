package org.srupp.recipes.corpora.archive;

import java.nio.charset.StandardCharsets;

/**
 * The header of one member of a tar archive (POSIX.1-2001 pax interchange format, section "ustar").
 *
 * @param name with its folders, as stored
 * @param type the type flag: {@code '0'} for a file
 * @param bytes of its content
 */
record TarEntry(String name, char type, long bytes) {
  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int NAME_BYTES = 100;
  private static final int SIZE = 124;
  private static final int SIZE_BYTES = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_BYTES = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_BYTES = 155;

  /**
   * Takes a header block apart.
   *
   * @return null if its checksum is wrong
   */
  static TarEntry of(byte[] block) {
    if (octal(block, CHECKSUM, CHECKSUM_BYTES) != checksum(block)) {
      return null;
    }
    String name = text(block, NAME, NAME_BYTES);
    String prefix = text(block, MAGIC, 6).equals("ustar") ? text(block, PREFIX, PREFIX_BYTES) : "";
    char type = block[TYPE] == 0 ? '0' : (char) block[TYPE]; // zero: a file, before POSIX
    return new TarEntry(
        prefix.isEmpty() ? name : prefix + "/" + name, type, octal(block, SIZE, SIZE_BYTES));
  }

  TarEntry renamed(String other) {
    return new TarEntry(other, type, bytes);
  }

  boolean isFile() {
    return type == '0' || type == '7';
  }

  /** The last part of the name. */
  String baseName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Whether the name leads out of the folder that the archive is unpacked into. */
  boolean escapes() {
    String plain = name.replace('\\', '/');
    boolean absolute = plain.startsWith("/") || plain.matches("[A-Za-z]:.*");
    return absolute || ("/" + plain + "/").contains("/../");
  }

  /** The blocks of the content, in bytes. */
  long paddedBytes() {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
  }

  // The checksum counts its own eight bytes as blanks.
  private static long checksum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_BYTES;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  // Sizes of 8 GiB and more do not fit into octal digits: GNU sets the first bit and goes on in
  // binary.
  private static long octal(byte[] block, int at, int length) {
    long value = 0;
    if ((block[at] & 0x80) != 0) {
      for (int i = at + length - Long.BYTES; i < at + length; i++) {
        value = value << 8 | block[i] & 0xff;
      }
      return value;
    }
    for (int i = at; i < at + length; i++) {
      if (block[i] >= '0' && block[i] <= '7') {
        value = value << 3 | block[i] - '0';
      }
    }
    return value;
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }
}
