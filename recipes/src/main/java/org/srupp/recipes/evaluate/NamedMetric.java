package org.srupp.recipes.evaluate;

import org.srupp.eval.CorpusMetric;

/**
 * A metric that was asked for.
 *
 * @param choice its name on the command line
 * @param metric with the settings of the options
 */
record NamedMetric(MetricChoice choice, CorpusMetric metric) {}
