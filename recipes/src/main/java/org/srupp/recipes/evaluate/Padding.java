package org.srupp.recipes.evaluate;

/** Cells of tables, whose width counts code points. */
final class Padding {
  private Padding() {}

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  static String right(String text, int width) {
    return " ".repeat(width - width(text)) + text;
  }

  /** In the middle; an odd blank goes to the right. */
  static String center(String text, int width) {
    int blanks = width - width(text);
    return " ".repeat(blanks / 2) + text + " ".repeat(blanks - blanks / 2);
  }
}
