package org.srupp.recipes.corpora.demo;

/** Prepositions of place and direction; the German case tells the English word. */
enum Preposition {
  IN("in", Case.DATIVE, "in"),
  ON("auf", Case.DATIVE, "on"),
  AT("an", Case.DATIVE, "at"),
  UNDER("unter", Case.DATIVE, "under"),
  IN_FRONT_OF("vor", Case.DATIVE, "in front of"),
  BEHIND("hinter", Case.DATIVE, "behind"),
  NEXT_TO("neben", Case.DATIVE, "next to"),
  INTO("in", Case.ACCUSATIVE, "into"),
  ONTO("auf", Case.ACCUSATIVE, "onto"),
  UP_TO("an", Case.ACCUSATIVE, "up to"),
  TO_UNDER("unter", Case.ACCUSATIVE, "under"),
  TO_BEHIND("hinter", Case.ACCUSATIVE, "behind"),
  TO_NEXT_TO("neben", Case.ACCUSATIVE, "next to"),
  TO("zu", Case.DATIVE, "to"),
  OUT_OF("aus", Case.DATIVE, "out of"),
  TO_CITY("nach", Case.DATIVE, "to"),
  WITH("mit", Case.DATIVE, "with"),
  FOR("für", Case.ACCUSATIVE, "for"),
  WITHOUT("ohne", Case.ACCUSATIVE, "without");

  private final String german;
  private final Case governs;
  private final String english;

  Preposition(String german, Case governs, String english) {
    this.german = german;
    this.governs = governs;
    this.english = english;
  }

  PrepositionalPhrase of(Nominal nominal) {
    return new PrepositionalPhrase(german, governs, english, nominal);
  }
}
