package org.srupp.recipes.corpora;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** WikiText-103, word level: articles of Wikipedia with {@code <unk>} for rare words. */
public final class WikiText103 implements LanguageCorpus {
  private static final List<String> SPLITS = List.of("train", "valid", "test");
  private static final String ADVICE =
      "name wikitext-103-v1.zip or its folder, or let `srupp prepare RECIPE --download` get it";

  private final LanguageCounts counts;

  public WikiText103() {
    this(new LanguageCounts(267_735, 103_227_021, 217_646, 245_569));
  }

  /** Tests use smaller text. */
  WikiText103(LanguageCounts counts) {
    this.counts = counts;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        "wikitext-103",
        "wikitext-103-v1.zip (Merity et al. 2016)",
        "CC BY-SA 3.0, as Wikipedia",
        "103,227,021 / 217,646 / 245,569 tokens with <eos>");
  }

  @Override
  public LanguageCounts expected() {
    return counts;
  }

  @Override
  public LanguageSplits open(Path data, Path work) {
    CorpusFiles.requireExists(data, ADVICE);
    List<TextPart> parts = new ArrayList<>();
    Optional<Path> archive = archive(data);
    List<Path> inputs = new ArrayList<>();
    if (archive.isPresent()) {
      inputs.add(archive.get());
      for (String split : SPLITS) {
        parts.add(TextParts.ofZip(archive.get(), names(split)));
      }
    } else {
      for (Path file : files(data)) {
        inputs.add(file);
        parts.add(TextParts.ofFile(file));
      }
    }
    return new LanguageSplits(
        List.of(parts.get(0)),
        List.of(parts.get(1)),
        List.of(parts.get(2)),
        Optional.empty(),
        inputs);
  }

  private static String[] names(String split) {
    return new String[] {"wiki." + split + ".tokens", split + ".txt"};
  }

  private static Optional<Path> archive(Path data) {
    if (Files.isRegularFile(data)) {
      return Optional.of(data);
    }
    Path inside = data.resolve("wikitext-103-v1.zip");
    return file(data, "train").isEmpty() && Files.isRegularFile(inside)
        ? Optional.of(inside)
        : Optional.empty();
  }

  // The archive unpacks into a folder wikitext-103.
  private static Optional<Path> file(Path data, String split) {
    for (Path folder : List.of(data, data.resolve("wikitext-103"))) {
      for (String name : names(split)) {
        Optional<Path> file = CorpusFiles.optional(folder, name);
        if (file.isPresent()) {
          return file;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Path data) {
    List<Path> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String split : SPLITS) {
      file(data, split).ifPresentOrElse(found::add, () -> missing.add(names(split)[0]));
    }
    if (!missing.isEmpty()) {
      throw new CorpusException(
          data + ": missing " + String.join(", ", missing) + " (plain or .gz); " + ADVICE);
    }
    return found;
  }
}
