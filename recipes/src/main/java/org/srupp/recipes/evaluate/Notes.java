package org.srupp.recipes.evaluate;

import java.io.PrintWriter;

/** What {@code evaluate} says on standard error, worded as sacreBLEU words it. */
final class Notes {
  private static final String PROGRAM = "evaluate: ";

  private final PrintWriter err;
  private final boolean quiet;

  Notes(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  /** Progress and advice, unless they are not wanted. */
  void info(String line) {
    if (!quiet) {
      err.println(PROGRAM + line);
    }
  }

  /** A warning, which {@code --quiet} does not hide but for the program's name. */
  void warn(String line) {
    err.println(quiet ? line : PROGRAM + line);
  }

  /** Why it ended. */
  void failed(String sentence) {
    err.println(PROGRAM + sentence);
  }

  /** As Python quotes a text in a message. */
  static String quoted(String text) {
    return text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' + text + '"' : "'" + text + "'";
  }
}
