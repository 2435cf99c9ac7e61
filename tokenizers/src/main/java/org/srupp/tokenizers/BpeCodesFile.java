package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * The text file of codes: a header with version and text rules, then {@code left right} a line,
 * highest priority first.
 */
final class BpeCodesFile {
  private static final String HEADER = "#srupp-bpe version=1 lowercase=%b byteFallback=%b";
  private static final Pattern HEADER_PATTERN =
      Pattern.compile("#srupp-bpe version=1 lowercase=(true|false) byteFallback=(true|false)");

  private BpeCodesFile() {}

  static BpeCodes read(Path file) throws IOException {
    List<String> lines = TextFile.readLines(file);
    Matcher header = HEADER_PATTERN.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!header.matches()) {
      throw new TokenizerFileException(
          file,
          String.format(
              Locale.ROOT,
              "line 1: found %s, expected the header %s",
              lines.isEmpty() ? "nothing" : '"' + TextFile.shortened(lines.get(0)) + '"',
              String.format(Locale.ROOT, HEADER, true, false)));
    }
    List<String> mistakes = new ArrayList<>();
    List<Merge> merges = new ArrayList<>(lines.size());
    Map<Merge, Integer> lineOf = new HashMap<>();
    for (int number = 2; number <= lines.size(); number++) {
      Merge merge = parse(number, lines.get(number - 1), mistakes);
      Integer earlier = merge == null ? null : lineOf.putIfAbsent(merge, number);
      if (earlier != null) {
        mistakes.add(
            "line "
                + number
                + ": the pair stands on line "
                + earlier
                + " already, expected each pair once");
      }
      merges.add(merge);
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    return new BpeCodes(
        Boolean.parseBoolean(header.group(1)), Boolean.parseBoolean(header.group(2)), merges);
  }

  static void write(Path file, BpeCodes codes) throws IOException {
    List<String> lines = new ArrayList<>(codes.merges().size() + 1);
    lines.add(String.format(Locale.ROOT, HEADER, codes.lowercase(), codes.byteFallback()));
    codes.merges().forEach(merge -> lines.add(merge.left() + ' ' + merge.right()));
    TextFile.writeLines(file, lines);
  }

  private static Merge parse(int number, String line, List<String> mistakes) {
    int blank = line.indexOf(' ');
    if (blank <= 0 || blank == line.length() - 1 || line.indexOf(' ', blank + 1) >= 0) {
      mistakes.add(
          "line "
              + number
              + ": found \""
              + TextFile.shortened(line)
              + "\", expected two pieces with a blank between them");
      return null;
    }
    return new Merge(line.substring(0, blank), line.substring(blank + 1));
  }
}
