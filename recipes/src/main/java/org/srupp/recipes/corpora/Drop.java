package org.srupp.recipes.corpora;

/**
 * A pair of lines that was left out.
 *
 * @param part what was read: a split, or what is cut into splits
 * @param line its number in the files, from 1
 * @param reason why
 * @param detail figures, as in {@code 180 words}; may be empty
 */
public record Drop(String part, long line, DropReason reason, String detail) {}
