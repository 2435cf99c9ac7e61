package org.srupp.recipes;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.srupp.recipes.translation.InputLine;
import org.srupp.recipes.translation.LineFeed;
import org.srupp.recipes.translation.LineInput;
import org.srupp.recipes.translation.TextTranslator;
import org.srupp.recipes.translation.Translation;

/** From lines read ahead to lines written, window by window. */
final class TranslateLoop {
  // The first line comes soon; later windows are large enough to sort sentences by length.
  private static final int FIRST_WINDOW = 32;
  private static final int LARGEST_WINDOW = 1024;

  private final TextTranslator translator;
  private final LineFeed feed;
  private final boolean lists;
  private final TranslateStats stats;
  private final LineWarnings notUtf8;
  private final LineWarnings dropped;
  private final LineWarnings cut;
  private long written;

  /**
   * @param lists whether each line's translations are printed with number and score
   */
  TranslateLoop(
      TextTranslator translator,
      LineFeed feed,
      boolean lists,
      TranslateStats stats,
      PrintWriter err) {
    this.translator = translator;
    this.feed = feed;
    this.lists = lists;
    this.stats = stats;
    notUtf8 = new LineWarnings(err, "bytes that are not UTF-8 are read as U+FFFD");
    dropped =
        new LineWarnings(
            err, "only the first " + LineInput.MAX_LINE_BYTES + " bytes of the line are read");
    cut =
        new LineWarnings(
            err, "only the first " + TextTranslator.MAX_SOURCE_PIECES + " pieces are translated");
  }

  /**
   * Translates all input.
   *
   * @param prefixFile what each translation begins with, or null
   */
  void run(String prefixFile, PrintWriter out) throws InterruptedException {
    if (prefixFile == null) {
      loop(null, null, out);
    } else {
      try (LineInput prefixes = LineInput.ofFile(prefixFile, () -> {})) {
        loop(prefixFile, prefixes, out);
      }
    }
    List.of(notUtf8, dropped, cut).forEach(LineWarnings::finish);
  }

  private void loop(String prefixFile, LineInput prefixes, PrintWriter out)
      throws InterruptedException {
    int most = FIRST_WINDOW;
    for (List<InputLine> window = feed.take(most); !window.isEmpty(); window = feed.take(most)) {
      long start = System.nanoTime();
      List<String> begun =
          prefixes == null
              ? Collections.nCopies(window.size(), "")
              : prefixes(prefixFile, prefixes, window.size());
      translate(window, begun, out);
      out.flush();
      stats.written(window, System.nanoTime() - start);
      most = Math.min(LARGEST_WINDOW, 2 * most);
    }
    if (prefixes != null && prefixes.next() != null) {
      throw new IllegalArgumentException(
          prefixFile
              + " has more than the "
              + written
              + " lines of the input; expected one prefix for each");
    }
  }

  private List<String> prefixes(String file, LineInput input, int count) {
    List<String> prefixes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      InputLine line = input.next();
      if (line == null) {
        throw new IllegalArgumentException(
            file
                + " has "
                + (written + i)
                + " lines, the input has more; expected one prefix for each, or an empty line");
      }
      prefixes.add(line.text());
    }
    return prefixes;
  }

  private void translate(List<InputLine> window, List<String> prefixes, PrintWriter out) {
    List<List<Translation>> found =
        translator.translateNBest(window.stream().map(InputLine::text).toList(), prefixes);
    for (int i = 0; i < window.size(); i++) {
      warn(window.get(i), found.get(i).get(0).cut());
      print(found.get(i), out);
      written++;
    }
  }

  private void warn(InputLine line, boolean wasCut) {
    switch (line.flaw()) {
      case NONE -> {}
      case NOT_UTF8 -> notUtf8.add(line.place());
      case TOO_LONG -> dropped.add(line.place());
    }
    if (wasCut) {
      cut.add(line.place());
    }
  }

  private void print(List<Translation> translations, PrintWriter out) {
    if (!lists) {
      out.print(translations.get(0).text());
      out.print('\n');
      return;
    }
    for (Translation translation : translations) {
      out.print(
          String.format(
              Locale.ROOT,
              "%d ||| %s ||| %.6f\n",
              written,
              translation.text(),
              translation.score()));
    }
  }
}
