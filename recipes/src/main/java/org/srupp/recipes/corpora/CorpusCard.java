package org.srupp.recipes.corpora;

/**
 * What a run card says of a corpus.
 *
 * @param name short name
 * @param source where it comes from
 * @param licence terms of use
 * @param expected pairs in train, valid and test
 */
public record CorpusCard(String name, String source, String licence, String expected) {}
