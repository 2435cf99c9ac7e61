package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Files of a tokenizer: read as strict UTF-8, written whole or not at all. */
final class TextFile {
  private TextFile() {}

  /**
   * The lines of a UTF-8 file; they end at LF or CR LF only, because pieces may hold what Java
   * calls line ends elsewhere.
   */
  static List<String> readLines(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new TokenizerFileException(file, "is a folder, expected a file; copy it again");
    }
    byte[] bytes = Files.readAllBytes(file);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new TokenizerFileException(
          file,
          "line "
              + line
              + ": invalid UTF-8 at byte "
              + in.position()
              + "; the file is damaged or in another encoding");
    }
    return lines(out.flip().toString());
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      boolean carriage = stop > start && text.charAt(stop - 1) == '\r';
      lines.add(text.substring(start, carriage ? stop - 1 : stop));
      start = stop + 1;
    }
    return lines;
  }

  /** A line as an error message quotes it. */
  static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }

  static void writeLines(Path file, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes the file's folder if it must, writes under another name, syncs, then renames, so that a
   * crash or a full disk leaves the old file or none.
   */
  static void write(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true); // the new name itself
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
