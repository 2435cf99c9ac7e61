package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.srupp.tokenizers.BpeCodes.Merge;
import org.srupp.tokenizers.SubwordCodes.Format;

/** The code files of subword-nmt (version 0.2) and of fastBPE. */
final class SubwordCodesFile {
  private static final String HEADER = "#version: 0.2";
  private static final Pattern PAIR = Pattern.compile("([^ ]+) ([^ ]+)");
  private static final Pattern COUNTED = Pattern.compile("([^ ]+) ([^ ]+) ([0-9]{1,18})");

  private SubwordCodesFile() {}

  static SubwordCodes read(Path file) throws IOException {
    List<String> lines = new ArrayList<>(TextFile.readLines(file));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (first.strip().equals(HEADER)) {
      return parse(file, lines, 1, PAIR, "two pieces with a blank between them");
    }
    if (COUNTED.matcher(first.strip()).matches()) {
      return parse(file, lines, 0, COUNTED, "two pieces and a count with blanks between them");
    }
    throw new TokenizerFileException(
        file,
        "line 1: found "
            + (lines.isEmpty() ? "nothing" : '"' + TextFile.shortened(first) + '"')
            + ", expected \""
            + HEADER
            + "\" of subword-nmt or \"left right count\" of fastBPE; codes of other versions must be"
            + " learned again");
  }

  private static SubwordCodes parse(
      Path file, List<String> lines, int skipped, Pattern pattern, String expected)
      throws IOException {
    List<Merge> merges = new ArrayList<>(lines.size());
    List<Long> counts = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (int i = skipped; i < lines.size(); i++) {
      // Some tools leave blanks at line ends.
      var line = pattern.matcher(stripBlanks(lines.get(i)));
      if (!line.matches()) {
        mistakes.add(
            "line "
                + (i + 1)
                + ": found \""
                + TextFile.shortened(lines.get(i))
                + "\", expected "
                + expected);
        continue;
      }
      merges.add(new Merge(line.group(1), line.group(2)));
      if (pattern == COUNTED) {
        counts.add(Long.parseLong(line.group(3)));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    return new SubwordCodes(merges, counts);
  }

  private static String stripBlanks(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && line.charAt(start) == ' ') {
      start++;
    }
    while (end > start && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(start, end);
  }

  static void write(Path file, SubwordCodes codes, Format format) throws IOException {
    boolean counted = format == Format.FAST_BPE;
    if (counted && codes.counts().isEmpty() && !codes.merges().isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": fastBPE's format needs the count of each merge, and these codes come without;"
              + " write subword-nmt's format or learn them anew");
    }
    List<String> lines = new ArrayList<>(codes.merges().size() + 1);
    if (!counted) {
      lines.add(HEADER);
    }
    Set<Merge> written = new HashSet<>();
    for (int i = 0; i < codes.merges().size(); i++) {
      Merge merge = codes.merges().get(i);
      if (!counted) {
        lines.add(merge.left() + ' ' + merge.right());
      } else if (written.add(merge)) {
        lines.add(merge.left() + ' ' + merge.right() + ' ' + codes.counts().get(i));
      }
    }
    TextFile.writeLines(file, lines);
  }
}
