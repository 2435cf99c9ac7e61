package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srupp.tokenizers.Vocabulary.Entry;

/** The text file of a corpus vocabulary: header, then {@code symbol TAB count} a line. */
final class CorpusVocabularyFile {
  private static final String HEADER = "#srupp-vocabulary version=1 kind=";
  private static final Pattern HEADER_PATTERN =
      Pattern.compile(
          Pattern.quote(HEADER) + "(?:(bytes)|(characters)|words end=(\\S+)(?: unknown=(\\S+))?)");

  private CorpusVocabularyFile() {}

  /**
   * @param header the kind, then the kind's own fields
   */
  static void write(Path file, List<String> header, List<Entry> entries) throws IOException {
    List<String> lines = new ArrayList<>(entries.size() + 1);
    lines.add(HEADER + String.join(" ", header));
    entries.forEach(entry -> lines.add(entry.piece() + '\t' + entry.count()));
    TextFile.writeLines(file, lines);
  }

  static CorpusVocabulary read(Path file) throws IOException {
    List<String> lines = TextFile.readLines(file);
    Matcher header = HEADER_PATTERN.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!header.matches()) {
      throw new TokenizerFileException(
          file,
          String.format(
              Locale.ROOT,
              "line 1: found %s, expected the header of a corpus vocabulary, such as %s",
              lines.isEmpty() ? "nothing" : '"' + TextFile.shortened(lines.get(0)) + '"',
              HEADER + "words end=<eos>"));
    }
    List<String> mistakes = new ArrayList<>();
    List<Entry> entries = entries(lines, mistakes);
    if (mistakes.isEmpty()) {
      mistakes.addAll(SymbolTable.mistakes(entries, 1));
    }
    if (!mistakes.isEmpty()) {
      throw new TokenizerFileException(file, mistakes);
    }
    try {
      if (header.group(1) != null) {
        return new ByteVocabulary(entries);
      }
      if (header.group(2) != null) {
        return new CharacterVocabulary(entries);
      }
      return new WordVocabulary(entries, header.group(3), Optional.ofNullable(header.group(4)));
    } catch (IllegalArgumentException e) {
      throw new TokenizerFileException(file, e.getMessage());
    }
  }

  private static List<Entry> entries(List<String> lines, List<String> mistakes) {
    List<Entry> entries = new ArrayList<>(lines.size());
    for (int number = 2; number <= lines.size(); number++) {
      entries.add(VocabularyFile.parse(number, lines.get(number - 1), mistakes));
    }
    return entries;
  }
}
