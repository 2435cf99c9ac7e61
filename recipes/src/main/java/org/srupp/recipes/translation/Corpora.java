package org.srupp.recipes.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.srupp.recipes.config.DataSection;
import org.srupp.recipes.config.DataSection.Corpus;
import org.srupp.recipes.config.DataSection.Preset;
import org.srupp.recipes.corpora.CorpusSplits;
import org.srupp.recipes.corpora.DemoCorpus;
import org.srupp.recipes.corpora.Iwslt14;
import org.srupp.recipes.corpora.IwsltPreset;
import org.srupp.recipes.corpora.Multi30k;
import org.srupp.recipes.corpora.ParallelText;
import org.srupp.recipes.corpora.ParallelTextReader;
import org.srupp.recipes.corpora.UserFiles;

/** Reads the text that a recipe names. */
final class Corpora {
  private Corpora() {}

  /**
   * Reads training, validation and test pairs.
   *
   * @throws org.srupp.recipes.corpora.CorpusException if files are missing or wrong
   * @throws IllegalArgumentException if the recipe does not say where the text is
   */
  static CorpusSplits load(DataSection data) {
    return switch (data.corpus()) {
      case DEMO ->
          DemoCorpus.generate(data.seed(), data.trainPairs(), data.validPairs(), data.testPairs());
      case MULTI30K -> new Multi30k(folder(data)).load();
      case IWSLT14 ->
          new Iwslt14(
                  folder(data),
                  data.preset() == Preset.FAIRSEQ ? IwsltPreset.FAIRSEQ : IwsltPreset.IMITKD)
              .load();
      case FILES -> files(data);
    };
  }

  private static Path folder(DataSection data) {
    if (data.folder().isBlank()) {
      throw new IllegalArgumentException(
          "the recipe reads "
              + data.corpus().name().toLowerCase(Locale.ROOT)
              + " from a folder, but none is named; give it with --data FOLDER");
    }
    return Path.of(data.folder());
  }

  private static CorpusSplits files(DataSection data) {
    if (data.src().isEmpty()) {
      throw new IllegalArgumentException(
          "no training files are named; give them with --src FILE --tgt FILE");
    }
    CorpusSplits splits =
        new UserFiles(
                Path.of(data.src()),
                Path.of(data.tgt()),
                optional(data.validSrc()),
                optional(data.validTgt()),
                data.seed())
            .load();
    if (data.testSrc().isEmpty()) {
      return splits;
    }
    ParallelText test =
        new ParallelTextReader(ParallelTextReader.DEFAULT_MAX_CHARACTERS)
            .read(Path.of(data.testSrc()), Path.of(data.testTgt()))
            .text();
    return new CorpusSplits(splits.train(), splits.valid(), test, splits.notes());
  }

  private static Path optional(String file) {
    return file.isEmpty() ? null : Path.of(file);
  }

  /** The files on disk whose hashes identify the data; a folder's corpus is hashed file by file. */
  static List<Path> dataFiles(DataSection data) {
    if (data.corpus() == Corpus.DEMO) {
      return List.of();
    }
    if (data.corpus() != Corpus.FILES) {
      return regularFiles(folder(data));
    }
    List<Path> files = new ArrayList<>();
    Stream.of(
            data.src(),
            data.tgt(),
            data.validSrc(),
            data.validTgt(),
            data.testSrc(),
            data.testTgt())
        .filter(name -> !name.isEmpty())
        .forEach(name -> files.add(Path.of(name)));
    return files;
  }

  private static List<Path> regularFiles(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
