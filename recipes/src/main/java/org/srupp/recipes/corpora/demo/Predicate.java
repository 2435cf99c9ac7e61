package org.srupp.recipes.corpora.demo;

/**
 * What the copula says of its subject: tired, older than the dog, as old as the dog.
 *
 * @param adjective never null
 * @param degree plain or compared
 * @param other what the subject is compared with, null for {@link Degree#POSITIVE}
 */
record Predicate(Adjective adjective, Degree degree, Nominal other) {
  enum Degree {
    POSITIVE,
    COMPARATIVE,
    EQUAL
  }
}
