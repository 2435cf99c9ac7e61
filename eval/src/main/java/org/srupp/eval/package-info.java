/** Scores of system output against references. Takes strings and counts, never a model. */
package org.srupp.eval;
