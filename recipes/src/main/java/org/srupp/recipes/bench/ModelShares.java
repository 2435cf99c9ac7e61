package org.srupp.recipes.bench;

import org.srupp.recipes.profile.WorkShares;

/**
 * Where a model's time went.
 *
 * @param model its name
 * @param work of some updates after the timed ones
 */
public record ModelShares(String model, WorkShares work) {}
