package org.srupp.recipes.evaluate;

/** What ends {@code evaluate} with one sentence for the user and an exit code. */
final class EvaluateFailure extends RuntimeException {
  /** Input that cannot be scored. */
  static final int FAILED = 1;

  /** Columns that do not fit; sacreBLEU's own code, which scripts may look for. */
  static final int WRONG_COLUMNS = 17;

  private final int exitCode;

  EvaluateFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
