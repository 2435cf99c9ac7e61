package org.srupp.kernels.doctor;

import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.srupp.kernels.cuda.driver.CudaException;

/**
 * One line of the doctor's.
 *
 * @param name what was looked at
 * @param text what was found, or a sentence on what to do
 * @param problem whether training on the processor does not work because of it
 */
public record Finding(String name, String text, boolean problem) {

  /** Nothing that keeps from training on the processor. */
  public static Finding of(String name, String text) {
    return new Finding(name, text, false);
  }

  /** What keeps from it. */
  public static Finding problem(String name, String text) {
    return new Finding(name, text, true);
  }

  /** The name and, after a column's width, the text. */
  public String line() {
    return String.format(Locale.ROOT, "%-8s  %s%s", name, problem ? "PROBLEM: " : "", text);
  }

  /** The innermost message of a failure, or what it is where it says nothing. */
  public static String reason(Throwable failure) {
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

  /** What a card's failure says, a compiler's log included, in one line. */
  static String sentence(Throwable failure) {
    return failure instanceof CudaException
        ? failure.getMessage().lines().map(String::strip).collect(Collectors.joining(" ")).strip()
        : reason(failure);
  }
}
