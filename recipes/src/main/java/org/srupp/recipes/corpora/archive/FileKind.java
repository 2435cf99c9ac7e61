package org.srupp.recipes.corpora.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is by its first bytes; names lie, most of all those of failed downloads. */
public enum FileKind {
  EMPTY,
  GZIP,
  ZIP,
  HTML,
  OTHER;

  private static final int HEAD_BYTES = 2048;
  private static final Pattern PAGE =
      Pattern.compile(
          "\\A[\\s\\uFEFF]*(<!doctype html|<html|<head|<\\?xml[^>]*>\\s*<(error|html))");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

  /**
   * Looks at the file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static FileKind of(Path file) {
    byte[] head = head(file);
    if (head.length == 0) {
      return EMPTY;
    }
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    return PAGE.matcher(text(head).toLowerCase(Locale.ROOT)).find() ? HTML : OTHER;
  }

  /**
   * Refuses a file of another kind.
   *
   * @param what the archive that is wanted, as in {@code a gzip-compressed tar archive}
   * @throws ArchiveException saying what the file is instead
   */
  public void require(Path file, String what) {
    FileKind found = of(file);
    if (found == this) {
      return;
    }
    String is =
        switch (found) {
          case EMPTY -> "is empty";
          case HTML -> "is a web page" + title(file) + ", the answer of a server that has no file";
          case GZIP -> "is gzip data";
          case ZIP -> "is a zip archive";
          case OTHER -> "starts with none of the marks of an archive";
        };
    throw new ArchiveException(
        file + ": " + is + ", expected " + what + "; delete it and get it again");
  }

  private static String title(Path file) {
    Matcher title = TITLE.matcher(text(head(file)));
    return title.find() ? " (" + title.group(1).strip().replaceAll("\\s+", " ") + ")" : "";
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.UTF_8);
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + FileReasons.of(e), e);
    }
  }

  private static boolean starts(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
