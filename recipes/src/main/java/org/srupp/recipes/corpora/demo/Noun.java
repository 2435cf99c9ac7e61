package org.srupp.recipes.corpora.demo;

import java.util.Set;

/**
 * A noun in both languages.
 *
 * @param singular nominative singular
 * @param gender grammatical gender
 * @param oblique accusative and dative singular; differs from {@code singular} for weak nouns
 * @param genitive genitive singular
 * @param plural nominative plural, empty if the noun has none
 * @param english singular
 * @param englishPlural plural, empty if the noun has none
 * @param classes what kind of thing it is; {@code @in} says that it is a place that takes this
 *     preposition
 */
record Noun(
    String singular,
    Gender gender,
    String oblique,
    String genitive,
    String plural,
    String english,
    String englishPlural,
    Set<String> classes) {
  boolean is(String name) {
    return classes.contains(name);
  }

  boolean countable() {
    return !plural.isEmpty();
  }

  /** Whether article and noun stay apart: Anna, Berlin, but also milk without an article. */
  boolean isName() {
    return is("name");
  }

  boolean isMass() {
    return is("mass");
  }
}
