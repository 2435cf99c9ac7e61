package org.srupp.recipes.corpora.demo;

/** Question words that ask for something other than a noun phrase. */
enum QuestionAdverb {
  WHERE("wo", "where"),
  WHERE_TO("wohin", "where"),
  WHEN("wann", "when"),
  WHY("warum", "why"),
  HOW("wie", "how");

  private final String german;
  private final String english;

  QuestionAdverb(String german, String english) {
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
