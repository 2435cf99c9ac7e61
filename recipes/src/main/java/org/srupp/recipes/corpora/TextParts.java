package org.srupp.recipes.corpora;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.srupp.recipes.corpora.archive.FileKind;
import org.srupp.recipes.corpora.archive.FileReasons;
import org.srupp.recipes.corpora.archive.ZipFiles;

/** Parts of plain files, gzip files and zip archives. */
final class TextParts {
  private static final int BUFFER = 1 << 16;

  private TextParts() {}

  /** A file, plain or gzip-compressed. */
  static TextPart ofFile(Path file) {
    refusePage(file);
    return new FilePart(file, FileKind.of(file) == FileKind.GZIP);
  }

  /**
   * A file, plain or gzip-compressed, or the member of a zip archive with a name of these.
   *
   * @throws CorpusException if it is an archive without such a member
   */
  static TextPart ofFileOrZip(Path file, String... names) {
    return FileKind.of(file) == FileKind.ZIP ? ofZip(file, names) : ofFile(file);
  }

  /** The member of a zip archive with a name of these, in whatever folder. */
  static TextPart ofZip(Path archive, String... names) {
    try {
      for (String member : ZipFiles.names(archive)) {
        String base = member.substring(member.lastIndexOf('/') + 1);
        for (String name : names) {
          if (base.equals(name)) {
            return new ZipPart(archive, member);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(archive + " cannot be read: " + FileReasons.of(e), e);
    }
    throw new CorpusException(
        archive + ": has no " + String.join(" or ", names) + "; it is another archive");
  }

  /** How many bytes a part has, without reading them unless they are gzip data. */
  static long bytes(TextPart part) {
    try {
      if (part instanceof ZipPart zip) {
        return ZipFiles.size(zip.archive(), zip.member());
      }
      if (part instanceof FilePart plain && !plain.gzip()) {
        return Files.size(plain.file());
      }
      try (InputStream in = part.open()) {
        return in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(part.name() + " cannot be read: " + FileReasons.of(e), e);
    }
  }

  private static void refusePage(Path file) {
    if (FileKind.of(file) == FileKind.HTML) {
      FileKind.OTHER.require(file, "text");
    }
  }

  private record ZipPart(Path archive, String member) implements TextPart {
    @Override
    public String name() {
      return archive + ", " + member;
    }

    @Override
    public InputStream open() throws IOException {
      return ZipFiles.read(archive, member);
    }
  }

  private record FilePart(Path file, boolean gzip) implements TextPart {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public InputStream open() throws IOException {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      if (!gzip) {
        return raw;
      }
      try {
        return new BufferedInputStream(
            new GzipText(file, new GZIPInputStream(raw, BUFFER)), BUFFER);
      } catch (IOException e) {
        raw.close();
        throw new CorpusException(
            file + ": cannot be opened as gzip (" + e.getMessage() + "); copy it again");
      }
    }
  }

  /** Says of which file the gzip data is damaged. */
  private static final class GzipText extends FilterInputStream {
    private final Path file;

    GzipText(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read(byte[] buffer, int at, int length) throws IOException {
      try {
        return super.read(buffer, at, length);
      } catch (EOFException | ZipException e) {
        throw new CorpusException(
            file
                + ": the gzip data is damaged or cut off ("
                + e.getMessage()
                + "); copy the file again");
      }
    }
  }
}
