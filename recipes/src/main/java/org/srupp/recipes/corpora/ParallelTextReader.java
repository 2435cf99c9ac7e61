package org.srupp.recipes.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads two files whose lines translate each other. */
public final class ParallelTextReader {
  /** Longest line that is kept unless told otherwise, in characters. */
  public static final int DEFAULT_MAX_CHARACTERS = 10_000;

  private final int maxCharacters;

  /**
   * @param maxCharacters pairs with a longer line on either side are dropped and counted
   */
  public ParallelTextReader(int maxCharacters) {
    if (maxCharacters < 1) {
      throw new IllegalArgumentException(
          "maxCharacters is " + maxCharacters + ", expected at least 1");
    }
    this.maxCharacters = maxCharacters;
  }

  /**
   * What was read.
   *
   * @param text the pairs that are kept
   * @param lines lines in each file
   * @param droppedEmpty pairs with an empty or blank line
   * @param droppedLong pairs with a line that is too long
   */
  public record Result(ParallelText text, int lines, int droppedEmpty, int droppedLong) {}

  /**
   * Reads both files.
   *
   * @throws CorpusException if they differ in length (the message has both counts and the
   *     {@linkplain MisalignmentFinder first suspicious line}), or a line is not UTF-8
   */
  public Result read(Path source, Path target) {
    var finder = new MisalignmentFinder();
    List<LinePair> kept = new ArrayList<>();
    int empty = 0;
    int tooLong = 0;
    try (Utf8Lines left = Utf8Lines.open(source);
        Utf8Lines right = Utf8Lines.open(target)) {
      String a = left.next();
      String b = right.next();
      while (a != null && b != null) {
        finder.add(a, b);
        if (a.isBlank() || b.isBlank()) {
          empty++;
        } else if (a.length() > maxCharacters || b.length() > maxCharacters) {
          tooLong++;
        } else {
          kept.add(new LinePair(a, b));
        }
        a = left.next();
        b = right.next();
      }
      refuseUnequal(source, target, count(left, a), count(right, b), finder);
      return new Result(new ParallelText(kept), (int) left.number(), empty, tooLong);
    } catch (IOException e) {
      throw new UncheckedIOException(
          source + " and " + target + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static long count(Utf8Lines lines, String pending) throws IOException {
    String line = pending;
    while (line != null) {
      line = lines.next();
    }
    return lines.number();
  }

  private static void refuseUnequal(
      Path source, Path target, long left, long right, MisalignmentFinder finder) {
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
