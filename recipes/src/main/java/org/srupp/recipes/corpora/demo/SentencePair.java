package org.srupp.recipes.corpora.demo;

import java.util.Set;

/**
 * One German sentence, its translation, and what it combines.
 *
 * @param german cased, with punctuation
 * @param english cased, with punctuation
 * @param combinations see {@link Combinations}
 */
public record SentencePair(String german, String english, Set<String> combinations) {}
