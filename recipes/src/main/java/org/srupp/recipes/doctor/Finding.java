package org.srupp.recipes.doctor;

import java.nio.file.FileSystemException;

/**
 * One line of the doctor's.
 *
 * @param name what was looked at
 * @param text what was found, or a sentence on what to do
 * @param problem whether training on the processor does not work because of it
 */
public record Finding(String name, String text, boolean problem) {

  /** Nothing that keeps from training on the processor. */
  static Finding of(String name, String text) {
    return new Finding(name, text, false);
  }

  /** What keeps from it. */
  static Finding problem(String name, String text) {
    return new Finding(name, text, true);
  }

  /** The innermost message of a failure, or what it is where it says nothing. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof FileSystemException) { // its message is often the bare path
      return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
