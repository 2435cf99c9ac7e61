package org.srupp.recipes.corpora.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of files, and the {@code NAME.sha256} that says what it should be. */
public final class Checksum {
  private static final int BUFFER = 1 << 16;
  private static final String HEX = "[0-9a-f]{64}";

  private Checksum() {}

  /**
   * The checksum of a file, in hexadecimal.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Compares a file with {@code NAME.sha256} beside it, which {@code sha256sum} writes, as does a
   * download; nothing if there is none.
   *
   * @param found the file's SHA-256 in hexadecimal
   * @throws DownloadException if they differ
   * @throws IOException if the neighbour cannot be read
   */
  public static void compareWithNeighbour(Path file, String found) throws IOException {
    Path neighbour = neighbour(file);
    if (!Files.isRegularFile(neighbour)) {
      return;
    }
    String expected = Files.readString(neighbour).strip().split("\\s+", 2)[0];
    if (!expected.toLowerCase(Locale.ROOT).matches(HEX)) {
      throw new DownloadException(
          neighbour + ": does not start with a SHA-256 of 64 hexadecimal digits; delete it");
    }
    require(file, found, expected, neighbour.toString());
  }

  /**
   * Refuses a file of another checksum.
   *
   * @param says who expects it, for the message
   */
  public static void require(Path file, String found, String expected, String says) {
    if (!found.equalsIgnoreCase(expected)) {
      throw new DownloadException(
          file
              + ": has SHA-256 "
              + found
              + ", "
              + says
              + " expects "
              + expected.toLowerCase(Locale.ROOT)
              + "; it is damaged or another version: delete it and get it again");
    }
  }

  /** Writes {@code NAME.sha256} for a file that was just fetched. */
  static void writeNeighbour(Path file) throws IOException {
    Files.writeString(neighbour(file), of(file) + "  " + file.getFileName() + "\n");
  }

  private static Path neighbour(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
