package org.srupp.recipes.corpora.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, where the JDK's message is but the file's name. */
public final class FileReasons {
  private FileReasons() {}

  /** The reason without the path. */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    return e instanceof AccessDeniedException ? "no permission" : e.getMessage();
  }
}
