package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One file whose lines have the source before the first tab and the target after it; what follows a
 * second tab is left out.
 */
record TsvFile(Path file) implements LinePairs {
  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public long read(Each each) throws IOException {
    boolean tabs = false;
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        int tab = line.indexOf('\t');
        tabs |= tab >= 0;
        if (tab < 0) {
          each.pair(lines.number(), line, null);
        } else {
          int second = line.indexOf('\t', tab + 1);
          String target = line.substring(tab + 1, second < 0 ? line.length() : second);
          each.pair(lines.number(), line.substring(0, tab), target);
        }
      }
      if (!tabs && lines.number() > 0) {
        throw new CorpusException(
            file
                + ": none of its "
                + lines.number()
                + " lines has a tab, expected text, a tab and its translation on each; two files go"
                + " with --src and --tgt");
      }
      return lines.number();
    }
  }
}
