package org.srupp.recipes.bench;

/**
 * One way to work through a text.
 *
 * @param name what the table calls it
 * @param work what speed is counted in, of the whole text
 * @param items pieces that the text comes in, of the whole text
 * @param pass works through the whole text once
 */
public record Contender(String name, Counted work, Counted items, Runnable pass) {}
