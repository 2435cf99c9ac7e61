package org.srupp.eval.text;

/** The four character entities that sacreBLEU's tokenizers resolve. */
final class Entities {
  private Entities() {}

  /**
   * The text with {@code &quot; &amp; &lt; &gt;} replaced in this order: what {@code &amp;} sets
   * free is read by the replacements after it only.
   */
  static String resolve(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }
}
