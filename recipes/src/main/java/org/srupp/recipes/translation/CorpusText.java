package org.srupp.recipes.translation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.srupp.recipes.corpora.CorpusSink;
import org.srupp.recipes.corpora.Drop;
import org.srupp.recipes.corpora.Split;
import org.srupp.recipes.prepare.DropReport;

/** Writes the splits of a corpus as text: {@code train.src}, {@code train.tgt} and so on. */
final class CorpusText implements CorpusSink, AutoCloseable {
  private final Map<Split, List<BufferedWriter>> files = new EnumMap<>(Split.class);
  private final DropReport report;

  CorpusText(Path folder, DropReport report) throws IOException {
    this.report = report;
    for (Split split : Split.values()) {
      List<BufferedWriter> sides = new ArrayList<>();
      files.put(split, sides);
      sides.add(Files.newBufferedWriter(source(folder, split)));
      sides.add(Files.newBufferedWriter(target(folder, split)));
    }
  }

  static Path source(Path folder, Split split) {
    return folder.resolve(split.label() + ".src");
  }

  static Path target(Path folder, Split split) {
    return folder.resolve(split.label() + ".tgt");
  }

  @Override
  public void pair(Split split, String source, String target) throws IOException {
    List<BufferedWriter> sides = files.get(split);
    sides.get(0).append(source).append('\n');
    sides.get(1).append(target).append('\n');
  }

  @Override
  public void drop(Drop drop) throws IOException {
    report.drop(drop);
  }

  @Override
  public void end(String part, long lines) {
    report.end(part, lines);
  }

  @Override
  public void note(String sentence) {
    report.note(sentence);
  }

  @Override
  public void close() throws IOException {
    for (List<BufferedWriter> sides : files.values()) {
      for (BufferedWriter side : sides) {
        side.close();
      }
    }
  }
}
