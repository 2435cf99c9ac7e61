/**
 * Language models from recipe to model folder: text to token files, streams, training, and the
 * folder that holds a model. What the commands on language models share.
 */
package org.srupp.recipes.language;
