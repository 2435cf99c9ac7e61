package org.srupp.recipes.translation;

/**
 * One translation of one line.
 *
 * @param text the line, without a line end
 * @param words the same as the target's tokenizer cuts words, for scores of tokenised text
 * @param score log-probability in nats after length normalisation; NaN where the search computed
 *     none
 * @param cut whether only the beginning of the source was read because it is too long
 */
public record Translation(String text, String words, double score, boolean cut) {}
