package org.srupp.recipes.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

/**
 * A file that a run learned or was judged from, so that the same can be found again.
 *
 * @param path as the user gave it
 * @param lines line ends, and one more if the last line has none
 */
public record DataFile(String path, long bytes, long lines, String sha256) {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Reads the file once.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static DataFile of(Path path) {
    MessageDigest digest = sha256Digest();
    long bytes = 0;
    long lineEnds = 0;
    byte last = '\n';
    try (InputStream in = Files.newInputStream(path)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        bytes += count;
        last = buffer[count - 1];
        for (int i = 0; i < count; i++) {
          lineEnds += buffer[i] == '\n' ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + AtomicFiles.reason(e), e);
    }
    long lines = last == '\n' ? lineEnds : lineEnds + 1;
    return new DataFile(path.toString(), bytes, lines, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
