package org.srupp.recipes.config;

/**
 * Where something was written.
 *
 * @param source file name, or {@code command line}
 * @param line line of the file, from 1; 0 where there are no lines
 */
record Place(String source, int line) {
  static final Place COMMAND_LINE = new Place("command line", 0);

  @Override
  public String toString() {
    return line == 0 ? source : source + ", line " + line;
  }
}
