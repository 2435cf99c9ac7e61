/**
 * The state dict of the authors' code (asappresearch/sru, branch 3.0.0-dev): what of it is a
 * language model of ours, and the other way round.
 *
 * <p>Names are the same on both sides. What differs is the order of rows in the matrices that make
 * U, and tensors that theirs has twice or as buffers; {@code docs/checkpoints.md} has the list.
 */
package org.srupp.recipes.authors;
