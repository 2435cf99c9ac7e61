package org.srupp.recipes.bench;

/**
 * What one contender did in one round.
 *
 * @param round from 1
 * @param name the contender's
 * @param seconds for the whole text
 * @param perSecond work in each of them
 */
public record PassTurn(int round, String name, double seconds, double perSecond) {}
