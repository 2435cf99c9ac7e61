/**
 * What {@code bench} measures and how it is shown: models in training, and passes over a text, in
 * turn, round after round, as a table and as JSON.
 */
package org.srupp.recipes.bench;
