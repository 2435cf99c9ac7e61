/**
 * Text as sacreBLEU sees it: Python's white space, lower-casing and number printing, and the
 * metrics' own tokenizers.
 *
 * <p>Frozen with the metric: a change here changes published scores. Nothing here serves training;
 * that is the tokenizers module.
 */
package org.srupp.eval.text;
