package org.srupp.recipes.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Collects what is wrong with a recipe, each with its place, before anything is thrown. */
final class Mistakes {
  // A file that is no recipe at all would otherwise fill the screen.
  private static final int MOST = 30;

  private record Mistake(Place place, String sentence) {}

  private final List<Mistake> found = new ArrayList<>();

  void add(Place place, String sentence) {
    found.add(new Mistake(place, sentence));
  }

  int count() {
    return found.size();
  }

  /**
   * Throws them in the order of the file's lines; those without a line, the command line's, come
   * last.
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    Stream<String> shown =
        found.stream()
            .sorted(Comparator.comparingInt(Mistakes::lineOrLast))
            .limit(MOST)
            .map(mistake -> mistake.place() + ": " + mistake.sentence());
    Stream<String> rest =
        found.size() > MOST
            ? Stream.of("and " + (found.size() - MOST) + " mistakes more")
            : Stream.of();
    throw new RecipeException(Stream.concat(shown, rest).toList());
  }

  private static int lineOrLast(Mistake mistake) {
    return mistake.place().line() == 0 ? Integer.MAX_VALUE : mistake.place().line();
  }
}
