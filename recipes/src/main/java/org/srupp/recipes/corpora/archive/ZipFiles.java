package org.srupp.recipes.corpora.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads files of a zip archive in place. */
public final class ZipFiles {
  private static final int BUFFER = 1 << 16;

  private ZipFiles() {}

  /**
   * The files in an archive.
   *
   * @return names with their folders, in the archive's order
   * @throws ArchiveException if the file is no zip archive, or cut off
   * @throws IOException if it cannot be read
   */
  public static List<String> names(Path archive) throws IOException {
    try (ZipFile zip = open(archive)) {
      return Collections.list(zip.entries()).stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .toList();
    }
  }

  /** The unpacked size of a file that {@link #names} has. */
  public static long size(Path archive, String name) throws IOException {
    try (ZipFile zip = open(archive)) {
      return zip.getEntry(name).getSize();
    }
  }

  /**
   * Reads a file that {@link #names} has; the checksum is compared when its end is reached.
   *
   * @throws ArchiveException now or while reading, if the archive is damaged
   */
  public static InputStream read(Path archive, String name) throws IOException {
    ZipFile zip = open(archive);
    try {
      ZipEntry entry = zip.getEntry(name);
      var checked = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
      return new BufferedInputStream(new EntryStream(archive, zip, entry, checked), BUFFER);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile open(Path archive) throws IOException {
    FileKind.ZIP.require(archive, "a zip archive");
    try {
      return new ZipFile(archive.toFile());
    } catch (ZipException e) {
      throw new ArchiveException(
          archive
              + ": is cut off or damaged, its list of files is missing ("
              + e.getMessage()
              + "); get it again");
    }
  }

  /** Closes the archive with the entry, and compares the checksum at the end. */
  private static final class EntryStream extends FilterInputStream {
    private final Path archive;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final CheckedInputStream checked;

    EntryStream(Path archive, ZipFile zip, ZipEntry entry, CheckedInputStream checked) {
      super(checked);
      this.archive = archive;
      this.zip = zip;
      this.entry = entry;
      this.checked = checked;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int at, int length) throws IOException {
      try {
        int count = super.read(buffer, at, length);
        if (count < 0 && checked.getChecksum().getValue() != entry.getCrc()) {
          throw new ZipException("wrong checksum");
        }
        return count;
      } catch (java.io.EOFException | ZipException e) {
        throw new ArchiveException(
            archive
                + ": "
                + entry.getName()
                + " is damaged in it ("
                + e.getMessage()
                + "); get the archive again");
      }
    }

    // Skipping reads, so that the checksum stays that of all bytes.
    @Override
    public long skip(long wanted) throws IOException {
      return checked.skip(wanted);
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
