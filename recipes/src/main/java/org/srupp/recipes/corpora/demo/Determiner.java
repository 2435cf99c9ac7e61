package org.srupp.recipes.corpora.demo;

/** What stands before a noun and decides how its adjective is declined. */
enum Determiner {
  DEFINITE(Group.DER, "d", "the", "the"),
  THIS(Group.DER, "dies", "this", "these"),
  EVERY(Group.DER, "jed", "every", "every"),
  WHICH(Group.DER, "welch", "which", "which"),
  INDEFINITE(Group.EIN, "ein", "a", ""),
  NO(Group.EIN, "kein", "no", "no"),
  MY(Group.EIN, "mein", "my", "my"),
  YOUR(Group.EIN, "dein", "your", "your"),
  HIS(Group.EIN, "sein", "his", "his"),
  HER(Group.EIN, "ihr", "her", "her"),
  OUR(Group.EIN, "unser", "our", "our"),
  YOUR_ALL(Group.EIN, "euer", "your", "your"),
  THEIR(Group.EIN, "ihr", "their", "their"),
  HOW_MANY(Group.NONE, "wie viele", "how many", "how many"),
  NONE(Group.NONE, "", "", "");

  /** Declined like der, declined like ein, or no ending at all. */
  enum Group {
    DER,
    EIN,
    NONE
  }

  private final Group group;
  private final String stem;
  private final String english;
  private final String englishPlural;

  Determiner(Group group, String stem, String english, String englishPlural) {
    this.group = group;
    this.stem = stem;
    this.english = english;
    this.englishPlural = englishPlural;
  }

  /** Before a plural, <i>ein</i> disappears, and with it its group. */
  Group group(boolean plural) {
    return this == INDEFINITE && plural ? Group.NONE : group;
  }

  String stem() {
    return stem;
  }

  String english(boolean plural) {
    return plural ? englishPlural : english;
  }

  /**
   * Whether the noun phrase names something known, which German places before negation and manner.
   */
  boolean definite() {
    return this != INDEFINITE && this != NONE && this != NO;
  }
}
