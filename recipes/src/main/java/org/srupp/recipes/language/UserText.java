package org.srupp.recipes.language;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.recipes.config.LanguageDataSection;
import org.srupp.recipes.config.LanguageDataSection.Unit;
import org.srupp.recipes.corpora.CorpusCard;
import org.srupp.recipes.corpora.CorpusException;
import org.srupp.recipes.corpora.LanguageCorpus;
import org.srupp.recipes.corpora.LanguageCounts;
import org.srupp.recipes.corpora.LanguageSplits;
import org.srupp.recipes.corpora.TextPart;

/**
 * Any text file. Without a validation file the last share of the training file validates: cut at
 * exactly that byte, or, for characters and words, where the next character or line begins.
 */
final class UserText implements LanguageCorpus {
  private final LanguageDataSection data;

  UserText(LanguageDataSection data) {
    this.data = data;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard("text", data.path(), "the user's own", "any");
  }

  @Override
  public LanguageCounts expected() {
    return new LanguageCounts(0, 0, 0, 0);
  }

  @Override
  public LanguageSplits open(Path file, Path work) {
    List<Path> inputs = new ArrayList<>(List.of(file));
    Stream.of(data.validText(), data.testText())
        .filter(name -> !name.isEmpty())
        .forEach(name -> inputs.add(Path.of(name)));
    inputs.forEach(UserText::require);
    TextPart whole = new FilePart(file);
    TextPart train = whole;
    TextPart valid = data.validText().isEmpty() ? null : new FilePart(Path.of(data.validText()));
    if (valid == null) {
      try {
        long size = size(whole);
        long cut = cut(whole, (long) (size * (1 - data.validShare())));
        train = new SlicePart(whole, 0, cut);
        valid = new SlicePart(whole, cut, size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    List<TextPart> test =
        data.testText().isEmpty() ? List.of() : List.of(new FilePart(Path.of(data.testText())));
    return new LanguageSplits(List.of(train), List.of(valid), test, Optional.empty(), inputs);
  }

  static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw new CorpusException(file + " is a folder, expected a text file");
    }
    if (!Files.isRegularFile(file)) {
      throw new CorpusException("no such file: " + file);
    }
  }

  private static long size(TextPart part) throws IOException {
    try (InputStream in = part.open()) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size += count;
      }
      if (size == 0) {
        throw new CorpusException(part.name() + " is empty, expected text");
      }
      return size;
    }
  }

  private long cut(TextPart part, long wanted) throws IOException {
    if (data.unit() == Unit.BYTES || wanted == 0) {
      return wanted;
    }
    try (InputStream in = new BufferedInputStream(part.open())) {
      in.skipNBytes(wanted - 1);
      int before = in.read();
      long cut = wanted;
      for (int next = in.read(); next >= 0 && !begins(before, next); next = in.read()) {
        before = next;
        cut++;
      }
      return cut;
    }
  }

  private boolean begins(int before, int next) {
    return data.unit() == Unit.WORDS ? before == '\n' : (next & 0xC0) != 0x80;
  }
}
