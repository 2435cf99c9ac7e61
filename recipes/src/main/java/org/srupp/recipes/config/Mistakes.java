package org.srupp.recipes.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a recipe, each with its place, before anything is thrown. */
final class Mistakes {
  // A file that is no recipe at all would otherwise fill the screen.
  private static final int MOST = 30;

  private final List<String> sentences = new ArrayList<>();

  void add(Place place, String sentence) {
    sentences.add(place + ": " + sentence);
  }

  int count() {
    return sentences.size();
  }

  void throwIfAny() {
    if (sentences.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>(sentences.subList(0, Math.min(MOST, sentences.size())));
    if (sentences.size() > MOST) {
      shown.add("and " + (sentences.size() - MOST) + " mistakes more");
    }
    throw new RecipeException(shown);
  }
}
