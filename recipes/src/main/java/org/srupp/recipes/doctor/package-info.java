/**
 * What {@code doctor} looks at: the processor's side, which must work, and the card's, which may.
 */
package org.srupp.recipes.doctor;
