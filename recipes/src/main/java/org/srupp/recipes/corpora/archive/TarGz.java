package org.srupp.recipes.corpora.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks files of a gzip-compressed tar archive. */
public final class TarGz {
  private static final int BUFFER = 1 << 16;

  private TarGz() {}

  /**
   * Unpacks the wanted files into one folder, without the folders that they have in the archive. A
   * file of that name is replaced when the new one is whole.
   *
   * @param wanted takes a name without folders
   * @param into existing folder
   * @return the unpacked files by name, in the archive's order
   * @throws ArchiveException if the file is no such archive, is cut off or damaged, or has a member
   *     that would be written outside of its folder, wanted or not
   * @throws UncheckedIOException if the disk refuses
   */
  public static Map<String, Path> extract(Path archive, Predicate<String> wanted, Path into) {
    FileKind.GZIP.require(archive, "a gzip-compressed tar archive");
    Map<String, Path> files = new LinkedHashMap<>();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        InputStream in = new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)) {
      TarStream tar = new TarStream(in);
      for (TarEntry entry = next(archive, tar); entry != null; entry = next(archive, tar)) {
        refuseEscape(archive, entry);
        if (entry.isFile() && wanted.test(entry.baseName())) {
          Path file = into.resolve(entry.baseName());
          write(archive, tar, entry, file);
          files.put(entry.baseName(), file);
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + archive + ": " + e.getMessage(), e);
    }
  }

  private static TarEntry next(Path archive, TarStream tar) {
    try {
      return tar.next();
    } catch (IOException e) {
      throw damaged(archive, "between two files", e);
    }
  }

  private static void refuseEscape(Path archive, TarEntry entry) {
    if (entry.escapes()) {
      throw new ArchiveException(
          archive
              + ": its member "
              + entry.name()
              + " would be written outside of the folder, which no official archive does;"
              + " delete the archive and get it from its source");
    }
  }

  private static void write(Path archive, TarStream tar, TarEntry entry, Path file)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(part)) {
      for (int n = read(archive, tar, entry, buffer);
          n >= 0;
          n = read(archive, tar, entry, buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int read(Path archive, TarStream tar, TarEntry entry, byte[] buffer) {
    try {
      return tar.read(buffer);
    } catch (IOException e) {
      throw damaged(archive, "in " + entry.name(), e);
    }
  }

  private static ArchiveException damaged(Path archive, String where, IOException e) {
    boolean cut = e instanceof EOFException;
    boolean gzip = e instanceof ZipException;
    return new ArchiveException(
        archive
            + ": is "
            + (cut ? "cut off " : "damaged ")
            + where
            + (gzip || !cut ? " (" + e.getMessage() + ")" : "")
            + ", after "
            + size(archive)
            + " bytes; get it again");
  }

  private static long size(Path archive) {
    try {
      return Files.size(archive);
    } catch (IOException e) {
      return -1;
    }
  }
}
