package org.srupp.recipes.corpora.demo;

/**
 * Grammatical person with number and, in the third singular, gender; decides agreement, pronouns
 * and possessives.
 */
enum Person {
  I(0, "ich mich mir mich", "I me"),
  YOU(1, "du dich dir dich", "you you"),
  HE(2, "er ihn ihm sich", "he him"),
  SHE(2, "sie sie ihr sich", "she her"),
  IT(2, "es es ihm sich", "it it"),
  WE(3, "wir uns uns uns", "we us"),
  YOU_ALL(4, "ihr euch euch euch", "you you"),
  THEY(5, "sie sie ihnen sich", "they them");

  private final int form;
  private final String[] german;
  private final String[] english;

  Person(int form, String german, String english) {
    this.form = form;
    this.german = german.split(" ");
    this.english = english.split(" ");
  }

  static Person of(Gender gender, boolean plural) {
    if (plural) {
      return THEY;
    }
    return switch (gender) {
      case MASCULINE -> HE;
      case FEMININE -> SHE;
      case NEUTER -> IT;
    };
  }

  /** Index into a table of six verb forms: ich, du, er, wir, ihr, sie. */
  int form() {
    return form;
  }

  boolean thirdSingular() {
    return form == 2;
  }

  String german(Case wanted) {
    return switch (wanted) {
      case NOMINATIVE -> german[0];
      case ACCUSATIVE -> german[1];
      case DATIVE -> german[2];
      case GENITIVE -> throw new IllegalArgumentException("a pronoun is never in the genitive");
    };
  }

  String reflexive() {
    return german[3];
  }

  String english(boolean subject) {
    return subject ? english[0] : english[1];
  }

  /**
   * The possessive that refers back to this person; a neuter subject has none, English could not
   * tell which to use.
   */
  Determiner possessive() {
    return switch (this) {
      case I -> Determiner.MY;
      case YOU -> Determiner.YOUR;
      case HE -> Determiner.HIS;
      case SHE -> Determiner.HER;
      case IT -> Determiner.DEFINITE;
      case WE -> Determiner.OUR;
      case YOU_ALL -> Determiner.YOUR_ALL;
      case THEY -> Determiner.THEIR;
    };
  }
}
