package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * CRC-32 of the tokenizer and vocabulary files in a folder, in eight hexadecimal digits: a file
 * that lost lines, or is of another model, may still be of the right size and translate otherwise.
 */
public final class TokenizerChecksums {
  private static final List<String> NAMES =
      List.of(
          "tokenizer.txt",
          "bpe.codes",
          "source.vocab",
          "target.vocab",
          "source.model",
          "target.model",
          "vocabulary.txt");

  private TokenizerChecksums() {}

  /** Checksums of those files that the folder has, by name. */
  public static SortedMap<String, String> of(Path folder) throws IOException {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (String name : NAMES) {
      if (Files.isRegularFile(folder.resolve(name))) {
        checksums.put(name, checksum(folder.resolve(name)));
      }
    }
    return checksums;
  }

  /**
   * Refuses a folder whose files are not those that were described.
   *
   * @param expected by name; empty where none were kept
   * @param origin the file that has them
   * @param remedy what to do about it
   * @throws TokenizerFileException if a file is missing or is another; names it
   */
  public static void require(
      Path folder, Map<String, String> expected, String origin, String remedy) throws IOException {
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Path file = folder.resolve(each.getKey());
      String found = Files.isRegularFile(file) ? "checksum " + checksum(file) : "no such file";
      if (!found.equals("checksum " + each.getValue())) {
        throw new TokenizerFileException(
            file,
            "found "
                + found
                + ", expected checksum "
                + each.getValue()
                + " as "
                + origin
                + " says; the file was changed or is of another, "
                + remedy);
      }
    }
  }

  // CR LF counts as LF: the files are read alike.
  private static String checksum(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    CRC32 crc = new CRC32();
    int from = 0;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        crc.update(bytes, from, i - from);
        from = i + 1;
      }
    }
    crc.update(bytes, from, bytes.length - from);
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
