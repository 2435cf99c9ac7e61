package org.srupp.recipes.corpora.demo;

/**
 * What stands before the finite verb of a German main clause, or first in a question or a relative
 * clause.
 */
enum Front {
  SUBJECT,
  TIME,
  PLACE,
  ACCUSATIVE,
  DATIVE
}
