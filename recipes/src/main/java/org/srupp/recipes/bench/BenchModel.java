package org.srupp.recipes.bench;

import org.srupp.recipes.training.Trial;

/**
 * A model that takes part.
 *
 * @param name what the table calls it
 * @param recipe name or file that it was made from
 * @param vocabulary different tokens, of the target side for a translator
 * @param trial the model in training
 */
public record BenchModel(String name, String recipe, int vocabulary, Trial trial) {}
