package org.srupp.eval.text;

/**
 * White space as Python's {@code str.split} and {@code str.rstrip} know it.
 *
 * <p>{@link Character#isWhitespace} lacks U+0085, U+00A0, U+2007 and U+202F; the regular expression
 * {@code (?U)\s} lacks U+001C to U+001F. U+200B, U+2060, U+FEFF and U+180E are no white space.
 */
public final class PythonSpace {
  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char unit : new char[] {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, ' '}) {
      ASCII[unit] = true;
    }
  }

  private PythonSpace() {}

  /** Whether the UTF-16 unit is white space; no character beyond the basic plane is. */
  public static boolean isSpace(char unit) {
    // Short enough for every compiler to take it into the loops over characters.
    return unit < ASCII.length ? ASCII[unit] : isBeyondAscii(unit);
  }

  private static boolean isBeyondAscii(char unit) {
    if (unit < 0x1680) {
      return unit == 0x85 || unit == 0xA0;
    }
    return unit == 0x1680
        || (unit >= 0x2000 && unit <= 0x200A)
        || unit == 0x2028
        || unit == 0x2029
        || unit == 0x202F
        || unit == 0x205F
        || unit == 0x3000;
  }

  /** The line without its trailing white space. */
  public static String trimEnd(String line) {
    int end = line.length();
    while (end > 0 && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }

  /** The words of the text with one blank between any two: {@code " ".join(text.split())}. */
  public static String joined(Chars text) {
    var joined = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!isSpace(unit)) {
        joined.append(unit);
      } else if (i > 0 && !isSpace(text.charAt(i - 1)) && !joined.isEmpty()) {
        joined.append(' ');
      }
    }
    return trimEnd(joined.toString());
  }

  /** The line without its leading white space. */
  static String trimStart(String line) {
    int start = 0;
    while (start < line.length() && isSpace(line.charAt(start))) {
      start++;
    }
    return line.substring(start);
  }
}
