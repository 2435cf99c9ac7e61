package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A tokenizer file that cannot be used; the message names the file, its lines and what to do. */
public final class TokenizerFileException extends IOException {
  /** So many mistakes are listed; more are only counted. */
  private static final int LISTED = 5;

  TokenizerFileException(Path file, String what) {
    super(file + ": " + what);
  }

  TokenizerFileException(Path file, List<String> mistakes) {
    super(file + ": " + join(mistakes));
  }

  private static String join(List<String> mistakes) {
    String listed = String.join("; ", mistakes.subList(0, Math.min(LISTED, mistakes.size())));
    return mistakes.size() <= LISTED
        ? listed
        : listed + "; and " + (mistakes.size() - LISTED) + " more mistakes";
  }
}
