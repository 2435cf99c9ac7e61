package org.srupp.recipes.corpora.demo;

/** Tense of a clause; each has one German and one English form. */
enum Tense {
  PRESENT,
  /** German <i>gerade</i>, English "is reading". */
  PROGRESSIVE,
  /** German perfect, English simple past. */
  PAST,
  /** Had read; only after <i>nachdem</i>. */
  PLUPERFECT,
  FUTURE
}
