package org.srupp.recipes.corpora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * enwik8: the first 100,000,000 bytes of a Wikipedia dump, markup included; the first 90% train,
 * the next 5% validate, the last 5% test, as the SRU++ authors and most others cut it.
 */
public final class Enwik8 implements LanguageCorpus {
  private static final long OFFICIAL = 100_000_000;
  private static final String NAME = "enwik8";
  private static final String ADVICE =
      "name enwik8.zip (mattmahoney.net/dc/textdata.html) or enwik8, or its folder, or let"
          + " --download get it";

  private final long size;

  public Enwik8() {
    this(OFFICIAL);
  }

  /** Tests use a smaller file. */
  Enwik8(long size) {
    this.size = size;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        NAME,
        "mattmahoney.net/dc/textdata.html (Hutter Prize)",
        "Wikipedia text: CC BY-SA 3.0 and GFDL",
        "90,000,000 / 5,000,000 / 5,000,000 bytes");
  }

  @Override
  public LanguageCounts expected() {
    int vocabulary = size == OFFICIAL ? 205 : 0;
    return new LanguageCounts(vocabulary, size / 10 * 9, size / 20, size / 20);
  }

  @Override
  public LanguageSplits open(Path data, Path work) {
    Path file = find(data);
    TextPart whole = TextParts.ofFileOrZip(file, NAME);
    long found = TextParts.bytes(whole);
    if (found != size) {
      throw new CorpusException(
          file
              + ": enwik8 has "
              + found
              + " bytes, expected "
              + size
              + "; it is cut off or another file, get it again");
    }
    LanguageCounts counts = expected();
    long trainEnd = counts.trainTokens();
    long validEnd = trainEnd + counts.validTokens();
    return new LanguageSplits(
        List.of(new SlicePart("train of " + whole.name(), whole, 0, trainEnd)),
        List.of(new SlicePart("valid of " + whole.name(), whole, trainEnd, validEnd)),
        List.of(new SlicePart("test of " + whole.name(), whole, validEnd, size)),
        Optional.empty(),
        List.of(file));
  }

  private static Path find(Path data) {
    CorpusFiles.requireExists(data, ADVICE);
    if (Files.isRegularFile(data)) {
      return data;
    }
    return List.of(NAME, NAME + ".gz", NAME + ".zip").stream()
        .map(data::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new CorpusException(data + ": missing enwik8 or enwik8.zip; " + ADVICE));
  }
}
