package org.srupp.recipes.run;

/** Turns text into text that HTML shows as it is, in elements and in quoted attributes. */
final class Html {
  private static final char REPLACEMENT = '\ufffd';

  private Html() {}

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default ->
            out.append(
                Character.isISOControl(c) ? REPLACEMENT : c); // not allowed in HTML in any form
      }
    }
    return out.toString();
  }
}
