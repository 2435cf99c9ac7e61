package org.srupp.recipes.corpora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Two files, line n of one translating line n of the other. */
record TwoFiles(Path source, Path target) implements LinePairs {
  @Override
  public List<Path> files() {
    return List.of(source, target);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CorpusException if one file is longer; the message has both counts and the {@linkplain
   *     MisalignmentFinder first suspicious line}
   */
  @Override
  public long read(Each each) throws IOException {
    var finder = new MisalignmentFinder();
    try (Utf8Lines left = Utf8Lines.open(source);
        Utf8Lines right = Utf8Lines.open(target)) {
      String a = left.next();
      String b = right.next();
      while (a != null && b != null) {
        finder.add(a, b);
        each.pair(left.number(), a, b);
        a = left.next();
        b = right.next();
      }
      refuseUnequal(count(left, a), count(right, b), finder);
      return left.number();
    }
  }

  private static long count(Utf8Lines lines, String pending) throws IOException {
    String line = pending;
    while (line != null) {
      line = lines.next();
    }
    return lines.number();
  }

  private void refuseUnequal(long left, long right, MisalignmentFinder finder) {
    if (left != right) {
      throw new CorpusException(
          source
              + " has "
              + left
              + " lines and "
              + target
              + " has "
              + right
              + "; line n of one must translate line n of the other; first suspicious line "
              + finder.firstSuspicious(Math.min(left, right)));
    }
  }
}
