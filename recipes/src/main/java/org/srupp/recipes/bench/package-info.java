/**
 * What {@code bench train} measures and how it is shown: models in turn, round after round, as a
 * table and as JSON.
 */
package org.srupp.recipes.bench;
