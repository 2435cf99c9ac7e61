package org.srupp.recipes;

import java.io.PrintWriter;

/** One kind of warning about lines: the first few in full, then how many more there were. */
final class LineWarnings {
  private static final int PRINTED = 3;

  private final PrintWriter err;
  private final String what;
  private long count;

  /**
   * @param what is true of the lines, to follow "line 3" and a colon
   */
  LineWarnings(PrintWriter err, String what) {
    this.err = err;
    this.what = what;
  }

  void add(String place) {
    count++;
    if (count <= PRINTED) {
      err.println("srupp: " + place + ": " + what);
    }
  }

  void finish() {
    if (count > PRINTED) {
      err.println("srupp: " + (count - PRINTED) + " more such lines: " + what);
    }
  }
}
