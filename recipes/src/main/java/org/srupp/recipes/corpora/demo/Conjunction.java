package org.srupp.recipes.corpora.demo;

/** Subordinating conjunctions; the German clause ends with its verb. */
enum Conjunction {
  BECAUSE("weil", "because"),
  THAT("dass", "that"),
  IF("wenn", "if"),
  WHETHER("ob", "whether"),
  ALTHOUGH("obwohl", "although"),
  BEFORE("bevor", "before"),
  AFTER("nachdem", "after"),
  WHILE("während", "while");

  private final String german;
  private final String english;

  Conjunction(String german, String english) {
    this.german = german;
    this.english = english;
  }

  String german() {
    return german;
  }

  String english() {
    return english;
  }
}
