package org.srupp.recipes.corpora.demo;

import java.util.Set;

/**
 * An adjective in both languages.
 *
 * @param german as a predicate: teuer
 * @param stem before an ending: teur
 * @param comparative teurer; empty if it is not compared
 * @param english expensive
 * @param englishComparative more expensive
 * @param classes the nouns it goes with
 */
record Adjective(
    String german,
    String stem,
    String comparative,
    String english,
    String englishComparative,
    Set<String> classes) {}
