/**
 * What the trainings of all tasks share: logs, checkpoints, run card, settings of the optimizer,
 * and the frame around a run that may be interrupted.
 */
package org.srupp.recipes.training;
