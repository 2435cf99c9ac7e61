package org.srupp.recipes.corpora.demo;

enum Case {
  NOMINATIVE,
  ACCUSATIVE,
  DATIVE,
  GENITIVE
}
