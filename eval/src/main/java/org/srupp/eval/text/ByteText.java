package org.srupp.eval.text;

/**
 * Text as a program sees it that reads bytes and knows ASCII only: other white space separates
 * nothing, other letters have no case.
 */
public final class ByteText {
  /** Noncharacters, which Unicode keeps for uses inside a program; there are 32. */
  private static final char FIRST_STAND_IN = 0xFDD0;

  /** All of {@link PythonSpace}'s characters that are none to Perl. */
  private static final String OTHER_SPACES =
      "\u001C\u001D\u001E\u001F\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
          + "\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

  private ByteText() {}

  /**
   * The line with other white space replaced by characters that separate nothing, each by its own.
   *
   * @param lowercase whether ASCII letters become small ones
   */
  public static String of(String line, boolean lowercase) {
    int changed = firstChange(line, lowercase);
    if (changed == line.length()) {
      return line;
    }
    char[] units = line.toCharArray();
    for (int i = changed; i < units.length; i++) {
      units[i] = changed(units[i], lowercase);
    }
    return new String(units);
  }

  private static int firstChange(String line, boolean lowercase) {
    int i = 0;
    while (i < line.length() && changed(line.charAt(i), lowercase) == line.charAt(i)) {
      i++;
    }
    return i;
  }

  private static char changed(char unit, boolean lowercase) {
    if (unit >= 'A' && unit <= 'Z') {
      return lowercase ? (char) (unit + ('a' - 'A')) : unit;
    }
    boolean ascii = unit > 0x1F && unit < 0x80 || unit < 0x1C;
    int index = ascii ? -1 : OTHER_SPACES.indexOf(unit);
    return index < 0 ? unit : (char) (FIRST_STAND_IN + index);
  }
}
