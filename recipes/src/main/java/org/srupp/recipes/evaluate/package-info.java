/**
 * What the {@code evaluate} command does: sacreBLEU's options, input forms, tables and JSON around
 * the metrics of the eval module.
 */
package org.srupp.recipes.evaluate;
