package org.srupp.recipes.corpora.demo;

/**
 * A preposition with what it governs, or, with no nominal, a fixed phrase such as zu Hause.
 *
 * @param german preposition or whole phrase
 * @param governs case of the nominal
 * @param english preposition or whole phrase; empty where the English verb takes a plain object
 * @param nominal null for a fixed phrase
 */
record PrepositionalPhrase(String german, Case governs, String english, Nominal nominal) {
  static PrepositionalPhrase fixed(String german, String english) {
    return new PrepositionalPhrase(german, Case.DATIVE, english, null);
  }
}
