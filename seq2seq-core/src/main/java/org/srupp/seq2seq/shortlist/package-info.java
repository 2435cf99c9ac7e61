/**
 * Which target ids a sentence may be translated with: those of every sentence, and the likely
 * translations of its own pieces, learned from the training text. A search over some hundred ids
 * instead of the whole vocabulary multiplies the smaller part of its largest matrix.
 */
package org.srupp.seq2seq.shortlist;
