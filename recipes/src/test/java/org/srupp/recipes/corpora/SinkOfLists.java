package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Remembers everything. */
final class SinkOfLists implements CorpusSink {
  final Map<Split, List<LinePair>> pairs = new EnumMap<>(Split.class);
  final List<Drop> drops = new ArrayList<>();
  final List<String> ends = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  SinkOfLists() {
    for (Split split : Split.values()) {
      pairs.put(split, new ArrayList<>());
    }
  }

  static SinkOfLists of(Corpus corpus, Path work) throws IOException {
    SinkOfLists sink = new SinkOfLists();
    corpus.read(work, sink);
    return sink;
  }

  List<String> sources(Split split) {
    return pairs.get(split).stream().map(LinePair::source).toList();
  }

  List<Integer> sizes() {
    return pairs.values().stream().map(List::size).toList();
  }

  @Override
  public void pair(Split split, String source, String target) {
    pairs.get(split).add(new LinePair(source, target));
  }

  @Override
  public void drop(Drop drop) {
    drops.add(drop);
  }

  @Override
  public void end(String part, long lines) {
    ends.add(part + " " + lines);
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }
}
