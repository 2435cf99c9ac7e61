package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.recipes.corpora.archive.TarGz;

/**
 * One Billion Word: 99 files of shuffled sentences to train on; the first held-out file validates
 * and tests, as the benchmark and the SRU++ authors do. The vocabulary is a list of its own, {@code
 * 1b_word_vocab.txt}, which lies beside the archive.
 */
public final class BillionWord implements LanguageCorpus {
  private static final String ARCHIVE =
      "1-billion-word-language-modeling-benchmark-r13output.tar.gz";
  private static final String VOCABULARY = "1b_word_vocab.txt";
  private static final String HELD_OUT = "news.en.heldout-00000-of-00050";
  private static final String TRAIN = "news\\.en-\\d{5}-of-00100";
  private static final String WHOLE = "unpacked";
  private static final String ADVICE =
      "name the folder of "
          + ARCHIVE
          + " and "
          + VOCABULARY
          + ", or let `srupp prepare RECIPE --download` get them";

  private final int shards;

  public BillionWord() {
    this(99);
  }

  /** Tests use fewer files. */
  BillionWord(int shards) {
    this.shards = shards;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        "billion-word",
        "statmt.org/lm-benchmark, " + ARCHIVE + " (Chelba et al. 2013)",
        "Apache-2.0 for the preparation; the news text for research",
        "99 files / heldout-00000 / the same");
  }

  @Override
  public LanguageCounts expected() {
    return new LanguageCounts(shards == 99 ? 793_470 : 0, 0, 0, 0);
  }

  @Override
  public LanguageSplits open(Path data, Path work) {
    CorpusFiles.requireExists(data, ADVICE);
    Optional<Path> archive = archive(data);
    Path folder = archive.map(file -> unpack(file, work.resolve("billion-word"))).orElse(data);
    List<Path> train = CorpusFiles.below(folder, name -> name.matches(TRAIN));
    List<Path> heldOut = CorpusFiles.below(folder, HELD_OUT::equals);
    if (train.size() != shards || heldOut.size() != 1) {
      throw new CorpusException(
          data
              + ": has "
              + train.size()
              + " training files news.en-NNNNN-of-00100 and "
              + heldOut.size()
              + " files "
              + HELD_OUT
              + ", expected "
              + shards
              + " and 1; "
              + ADVICE);
    }
    Path vocabulary = vocabulary(data);
    List<TextPart> scored = List.of(TextParts.ofFile(heldOut.get(0)));
    return new LanguageSplits(
        train.stream().map(TextParts::ofFile).toList(),
        scored,
        scored,
        Optional.of(TextParts.ofFile(vocabulary)),
        archive.isPresent()
            ? List.of(archive.get(), vocabulary)
            : Stream.of(train, heldOut, List.of(vocabulary)).flatMap(List::stream).toList());
  }

  private static Optional<Path> archive(Path data) {
    if (Files.isRegularFile(data)) {
      return Optional.of(data);
    }
    Path inside = data.resolve(ARCHIVE);
    boolean extracted = !CorpusFiles.below(data, HELD_OUT::equals).isEmpty();
    return !extracted && Files.isRegularFile(inside) ? Optional.of(inside) : Optional.empty();
  }

  private static Path vocabulary(Path data) {
    Path folder = Files.isRegularFile(data) ? data.toAbsolutePath().normalize().getParent() : data;
    List<Path> found = CorpusFiles.below(folder, VOCABULARY::equals);
    if (found.isEmpty()) {
      throw new CorpusException(folder + ": missing " + VOCABULARY + "; " + ADVICE);
    }
    return found.get(0);
  }

  // Four gigabytes that are read again and again; a tar archive can only be read from its start.
  private static Path unpack(Path archive, Path folder) {
    try {
      Files.createDirectories(folder);
      Path mark = folder.resolve(WHOLE);
      String version = Files.size(archive) + " " + Files.getLastModifiedTime(archive);
      if (!Files.exists(mark) || !Files.readString(mark).equals(version)) {
        Files.deleteIfExists(mark);
        TarGz.extract(archive, name -> name.matches(TRAIN) || name.equals(HELD_OUT), folder);
        Files.writeString(mark, version);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + archive + ": " + e.getMessage(), e);
    }
  }
}
