package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.srupp.recipes.corpora.archive.TarGz;

/**
 * IWSLT'14 German to English from the archive de-en.tgz of WIT3, release 2014-01, or from its
 * files, cut as one of the two presets does.
 */
public final class Iwslt14 implements Corpus {
  private static final String ARCHIVE = "de-en.tgz";
  private static final String TAGS = "train.tags.de-en.";
  private static final String ADVICE =
      "name de-en.tgz of WIT3, release 2014-01 (wit3.fbk.eu; 19,982,877 bytes), or its folder, or"
          + " let `srupp prepare RECIPE --download` get it";

  private final Path data;
  private final IwsltCut cut;
  private final boolean official;

  /**
   * @param data the archive, a folder that has it, or the folder of its files
   * @param counter of the words that the preset {@link IwsltPreset#FAIRSEQ} counts
   * @param filter for the training pairs, once the preset has cut
   */
  public Iwslt14(Path data, IwsltPreset preset, WordCounter counter, FilterConfig filter) {
    this(data, new IwsltCut(preset, counter, filter), true);
  }

  /** Tests turn the check of the official counts off. */
  Iwslt14(Path data, IwsltCut cut, boolean official) {
    this.data = data;
    this.cut = cut;
    this.official = official;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        "iwslt14-de-en/" + cut.preset().label(),
        "WIT3, release 2014-01, de-en.tgz (Cettolo et al. 2012)",
        "CC BY-NC-ND, as the TED talks",
        cut.preset().expected());
  }

  @Override
  public List<Path> inputs() {
    Optional<Path> archive = archive();
    return archive.isPresent() ? List.of(archive.get()) : List.copyOf(files(folder()).values());
  }

  private Optional<Path> archive() {
    CorpusFiles.requireExists(data, ADVICE);
    if (Files.isRegularFile(data)) {
      return Optional.of(data);
    }
    boolean extracted = CorpusFiles.optional(folder(), TAGS + "de").isPresent();
    Path inside = data.resolve(ARCHIVE);
    return !extracted && Files.isRegularFile(inside) ? Optional.of(inside) : Optional.empty();
  }

  // The archive unpacks into a folder de-en.
  private Path folder() {
    Path below = data.resolve("de-en");
    return CorpusFiles.optional(below, TAGS + "de").isPresent() ? below : data;
  }

  private Map<String, Path> files(Path folder) {
    return CorpusFiles.find(folder, names(), ADVICE);
  }

  private List<String> names() {
    Stream<String> tests =
        cut.preset().testSets().stream().flatMap(s -> Stream.of(s.file("de"), s.file("en")));
    return Stream.concat(Stream.of(TAGS + "de", TAGS + "en"), tests).toList();
  }

  // A bundle of the whole release has de-en.tgz inside.
  private Map<String, Path> unpack(Path archive, Path work) throws IOException {
    List<String> names = names();
    Map<String, Path> found =
        TarGz.extract(archive, name -> names.contains(name) || name.equals(ARCHIVE), work);
    Path inner = found.get(ARCHIVE);
    if (inner != null) {
      found = TarGz.extract(inner, names::contains, work);
      Files.delete(inner);
    }
    List<String> missing = new ArrayList<>(names);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      throw new CorpusException(
          archive + ": has no " + String.join(", no ", missing) + "; " + ADVICE);
    }
    return found;
  }

  @Override
  public void read(Path work, CorpusSink sink) throws IOException {
    Optional<Path> archive = archive();
    Map<String, Path> files = archive.isPresent() ? unpack(archive.get(), work) : files(folder());
    IwsltCut.Counts counts =
        cut.read(new TwoFiles(files.get(TAGS + "de"), files.get(TAGS + "en")), sink);
    if (official) {
      cut.requireOfficial(data, counts, sink);
    }
    for (IwsltPreset.TestSet set : cut.preset().testSets()) {
      test(set, files, sink);
    }
    if (archive.isPresent()) {
      for (Path unpacked : files.values()) {
        Files.delete(unpacked);
      }
    }
  }

  private void test(IwsltPreset.TestSet set, Map<String, Path> files, CorpusSink sink)
      throws IOException {
    List<String> german = Wit3Xml.segments(files.get(set.file("de")));
    List<String> english = Wit3Xml.segments(files.get(set.file("en")));
    if (german.size() != english.size()) {
      throw new CorpusException(
          data
              + ": "
              + set.name()
              + " has "
              + german.size()
              + " German and "
              + english.size()
              + " English segments, expected as many; extract the archive again");
    }
    if (official) {
      CorpusFiles.requireCount(data, set.name(), german.size(), set.segments());
    }
    for (int i = 0; i < german.size(); i++) {
      sink.pair(
          Split.TEST, cut.preset().testLine(german.get(i)), cut.preset().testLine(english.get(i)));
    }
    sink.end(set.name(), german.size());
  }
}
