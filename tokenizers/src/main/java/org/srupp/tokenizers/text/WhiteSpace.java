package org.srupp.tokenizers.text;

import java.util.function.Consumer;

/**
 * White space as Python's {@code str.split()} sees it: U+0009-000D, 001C-001F, 0020, 0085, 00A0,
 * 1680, 2000-200A, 2028, 2029, 202F, 205F and 3000. The tools that prepared the usual corpora split
 * there; Java's own definitions differ (U+00A0, U+0085).
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Whether {@code c} is white space; all of it lies in the basic plane. */
  public static boolean is(char c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || c >= '\u001c';
    }
    if (c < '\u0085') {
      return false;
    }
    return c == '\u0085'
        || c == '\u00a0'
        || c == '\u1680'
        || (c >= '\u2000' && c <= '\u200a')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202f'
        || c == '\u205f'
        || c == '\u3000';
  }

  /** Passes the words between runs of white space to {@code sink}, in order; none is empty. */
  public static void split(String text, Consumer<String> sink) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || is(text.charAt(i))) {
        if (i > start) {
          sink.accept(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  /** Replaces every run of white space by one blank and removes it at both ends. */
  public static String collapse(String text) {
    if (isCollapsed(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (is(c)) {
        pending = !out.isEmpty();
      } else {
        if (pending) {
          out.append(' ');
          pending = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isCollapsed(String text) {
    boolean blank = true; // so that a leading blank counts as a run
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (is(c)) {
        if (blank || c != ' ') {
          return false;
        }
        blank = true;
      } else {
        blank = false;
      }
    }
    return text.isEmpty() || !blank;
  }
}
