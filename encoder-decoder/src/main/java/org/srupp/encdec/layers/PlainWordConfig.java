package org.srupp.encdec.layers;

/**
 * One vector for each id going in, another one and a bias for each id coming out; nothing is tied.
 * For small vocabularies, such as the bytes of enwik8.
 */
public record PlainWordConfig() implements WordConfig {}
