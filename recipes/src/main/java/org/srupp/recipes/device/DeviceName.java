package org.srupp.recipes.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device as the user writes it.
 *
 * @param kind which kind
 * @param ordinal N of cuda:N; 0 for the others
 */
public record DeviceName(Kind kind, int ordinal) {
  /** Kinds of devices. */
  public enum Kind {
    /** A card where everything that it needs is there, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA card. */
    CUDA
  }

  public static final DeviceName AUTO = new DeviceName(Kind.AUTO, 0);
  public static final DeviceName CPU = new DeviceName(Kind.CPU, 0);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,4}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static DeviceName parse(String text) {
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return new DeviceName(Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default ->
          throw new IllegalArgumentException(
              "found " + text + ", expected auto, cpu, cuda or cuda:N");
    };
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + ordinal;
    };
  }
}
