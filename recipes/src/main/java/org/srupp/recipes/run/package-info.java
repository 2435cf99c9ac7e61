/**
 * The run folder: what a training leaves for people and for its own continuation, the line that it
 * shows meanwhile, and runs beside one another.
 *
 * <p>{@code recipe.yaml} (resolved), {@code model/}, {@code checkpoints/}, {@code log.jsonl},
 * {@code tensorboard/}, {@code run.json} and {@code report.html}. Knows no model and no recipe
 * classes: they come as text and numbers.
 */
package org.srupp.recipes.run;
