package org.srupp.tokenizers.text;

/** The characters that Moses' files write as entities. */
final class MosesEntities {
  private static final String[] FROM = {"&", "|", "<", ">", "'", "\"", "[", "]"};
  private static final String[] TO = {
    "&amp;", "&#124;", "&lt;", "&gt;", "&apos;", "&quot;", "&#91;", "&#93;"
  };

  /** Written by old releases. */
  private static final String[][] LEGACY = {{"&bar;", "|"}, {"&bra;", "["}, {"&ket;", "]"}};

  private MosesEntities() {}

  static String escape(String text) {
    String out = text;
    for (int i = 0; i < FROM.length; i++) { // the ampersand first
      out = out.replace(FROM[i], TO[i]);
    }
    return out;
  }

  static String unescape(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    String out = text;
    for (String[] pair : LEGACY) {
      out = out.replace(pair[0], pair[1]);
    }
    for (int i = FROM.length - 1; i >= 0; i--) { // the ampersand last
      out = out.replace(TO[i], FROM[i]);
    }
    return out;
  }
}
