package org.srupp.recipes.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes and counts the bytes that are read through it, whatever is made of them. */
final class HashedInput extends FilterInputStream {
  private final MessageDigest digest = sha256Digest();
  private long bytes;

  HashedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      digest.update((byte) value);
      bytes++;
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int at, int length) throws IOException {
    int count = super.read(buffer, at, length);
    if (count > 0) {
      digest.update(buffer, at, count);
      bytes += count;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false; // what is read twice would be hashed twice
  }

  /** Reads what is left: whoever takes gzip data apart stops where it ends, not the file. */
  void drain() throws IOException {
    transferTo(OutputStream.nullOutputStream());
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  /** The hash of what was read, in hexadecimal digits; to be asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
