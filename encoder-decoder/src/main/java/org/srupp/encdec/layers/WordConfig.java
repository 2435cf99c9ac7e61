package org.srupp.encdec.layers;

/** How a language model turns ids into vectors and its output into probabilities of ids. */
public sealed interface WordConfig permits PlainWordConfig, AdaptiveWordConfig {}
