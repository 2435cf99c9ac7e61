package org.srupp.seq2seq.torch;

/** The engine's libraries do not load; says why and what to do. */
public final class EngineLoadException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String reason;

  EngineLoadException(Throwable cause) {
    this(innermost(cause), cause);
  }

  private EngineLoadException(String reason, Throwable cause) {
    super(
        "libtorch cannot be loaded ("
            + reason
            + "); unset PYTORCH_LIBRARY_PATH, and see that ~/.djl.ai can be written and has room",
        cause);
    this.reason = reason;
  }

  /** What the innermost cause says, in one line. */
  public String reason() {
    return reason;
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }
}
