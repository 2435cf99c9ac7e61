package org.srupp.recipes.translation;

import java.io.IOException;

/** Input that cannot be read on; the message has file and line. */
public final class TextInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TextInputException(String message, IOException cause) {
    super(message, cause);
  }
}
