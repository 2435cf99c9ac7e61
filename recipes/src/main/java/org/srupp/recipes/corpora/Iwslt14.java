package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * IWSLT'14 German to English from the extracted archive de-en.tgz of WIT3, release 2014-01, cut as
 * one of the two presets does.
 */
public final class Iwslt14 implements Corpus {
  private static final String ADVICE =
      "extract de-en.tgz of WIT3, release 2014-01 (wit3.fbk.eu; 19,982,877 bytes), and name its folder";

  private final Path folder;
  private final IwsltPreset preset;
  private final boolean official;

  public Iwslt14(Path folder, IwsltPreset preset) {
    this(folder, preset, true);
  }

  /** Tests turn the check of the official counts off. */
  Iwslt14(Path folder, IwsltPreset preset, boolean official) {
    this.folder = folder;
    this.preset = preset;
    this.official = official;
  }

  @Override
  public CorpusCard card() {
    return new CorpusCard(
        "iwslt14-de-en/" + preset.label(),
        "WIT3, release 2014-01, de-en.tgz (Cettolo et al. 2012)",
        "CC BY-NC-ND, as the TED talks",
        preset.expected());
  }

  @Override
  public CorpusSplits load() {
    Map<String, Path> files = CorpusFiles.find(folder, names(), ADVICE);
    List<LinePair> lines =
        lines(files.get("train.tags.de-en.de"), files.get("train.tags.de-en.en"));
    IwsltPreset.Cut cut = preset.cut(lines);
    List<LinePair> test = new ArrayList<>();
    for (IwsltPreset.TestSet set : preset.testSets()) {
      test.addAll(test(set, files));
    }
    if (official && preset == IwsltPreset.IMITKD) {
      CorpusFiles.requireCount(folder, "train", cut.train().size(), 164_853);
      CorpusFiles.requireCount(folder, "valid", cut.valid().size(), 6_868);
    }
    return new CorpusSplits(
        new ParallelText(cut.train()),
        new ParallelText(cut.valid()),
        new ParallelText(test),
        cut.notes());
  }

  private List<String> names() {
    Stream<String> tests =
        preset.testSets().stream().flatMap(s -> Stream.of(s.file("de"), s.file("en")));
    return Stream.concat(Stream.of("train.tags.de-en.de", "train.tags.de-en.en"), tests).toList();
  }

  private List<LinePair> test(IwsltPreset.TestSet set, Map<String, Path> files) {
    List<String> german = Wit3Xml.segments(files.get(set.file("de")));
    List<String> english = Wit3Xml.segments(files.get(set.file("en")));
    if (german.size() != english.size()) {
      throw new CorpusException(
          folder
              + ": "
              + set.name()
              + " has "
              + german.size()
              + " German and "
              + english.size()
              + " English segments, expected as many; extract the archive again");
    }
    if (official) {
      CorpusFiles.requireCount(folder, set.name(), german.size(), set.segments());
    }
    List<LinePair> pairs = new ArrayList<>();
    for (int i = 0; i < german.size(); i++) {
      pairs.add(new LinePair(preset.testLine(german.get(i)), preset.testLine(english.get(i))));
    }
    return pairs;
  }

  /** All lines, tags and empty ones too, untrimmed: the presets decide. */
  private static List<LinePair> lines(Path german, Path english) {
    List<LinePair> pairs = new ArrayList<>();
    try (Utf8Lines left = Utf8Lines.open(german);
        Utf8Lines right = Utf8Lines.open(english)) {
      String a = left.next();
      String b = right.next();
      while (a != null && b != null) {
        pairs.add(new LinePair(a, b));
        a = left.next();
        b = right.next();
      }
      if (a != null || b != null) {
        throw new CorpusException(
            (a == null ? german : english)
                + " ends after line "
                + pairs.size()
                + ", "
                + (a == null ? english : german)
                + " goes on; extract the archive again");
      }
      return pairs;
    } catch (IOException e) {
      throw new UncheckedIOException(
          german + " and " + english + " cannot be read: " + e.getMessage(), e);
    }
  }
}
