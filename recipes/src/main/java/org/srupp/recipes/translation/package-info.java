/**
 * Translation from recipe to model folder and from text to text: what the commands {@code train},
 * {@code translate} and {@code demo} share.
 */
package org.srupp.recipes.translation;
