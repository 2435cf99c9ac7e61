package org.srupp.tokenizers;

/** The tokenizers of a translation model; both may be the same. */
public record TokenizerPair(Tokenizer source, Tokenizer target) {}
