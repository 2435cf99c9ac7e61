package org.srupp.recipes.corpora.download;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is there of a file that is not all there: {@code NAME.part}, and beside it {@code
 * NAME.part.tag} with the server's mark of the version that it is a part of.
 */
final class PartialFile {
  private final Path file;
  private final Path part;
  private final Path tag;

  PartialFile(Path file) {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.tag = file.resolveSibling(file.getFileName() + ".part.tag");
  }

  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** The mark of the version; empty if there is none. */
  String tag() throws IOException {
    return Files.exists(tag) ? Files.readString(tag) : "";
  }

  Path path() {
    return part;
  }

  /** Goes on at the end. */
  OutputStream append() throws IOException {
    return Files.newOutputStream(part, CREATE, WRITE, APPEND);
  }

  /** Begins anew with this version. */
  OutputStream begin(String version) throws IOException {
    Files.writeString(tag, version);
    return Files.newOutputStream(part, CREATE, WRITE, TRUNCATE_EXISTING);
  }

  /** Gives the whole file its name. */
  void finish() throws IOException {
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(tag);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tag);
  }
}
