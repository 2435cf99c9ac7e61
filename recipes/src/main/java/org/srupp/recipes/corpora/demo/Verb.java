package org.srupp.recipes.corpora.demo;

import java.util.Set;

/**
 * A verb in both languages. Finite German forms are written without the separable prefix.
 *
 * @param prefix separable prefix, empty if there is none
 * @param infinitive without the prefix
 * @param du second person singular, present
 * @param er third person singular, present
 * @param imperative singular imperative, empty if there is none
 * @param participle past participle, with the prefix
 * @param auxiliary haben or sein
 * @param english the English forms
 * @param tail what always follows the English verb (up, for), may be empty
 * @param frames what the verb takes: intr, acc, dat, datacc, dir, city, pos, put, prep:auf+acc, zu,
 *     dass, ob, ...
 * @param subjects classes of its subject
 * @param objects classes of its accusative object, of its dative object if it has no other, or of
 *     the noun after its preposition
 * @param marks stative, noimp, refl
 */
record Verb(
    String prefix,
    String infinitive,
    String du,
    String er,
    String imperative,
    String participle,
    String auxiliary,
    EnglishForms english,
    String tail,
    Set<String> frames,
    Set<String> subjects,
    Set<String> objects,
    Set<String> marks) {
  /** base, past, participle and -ing form. */
  record EnglishForms(String base, String past, String participle, String progressive) {}

  String lemma() {
    return prefix + infinitive;
  }

  boolean takes(String frame) {
    return frames.contains(frame);
  }

  boolean stative() {
    return marks.contains("stative");
  }

  boolean reflexive() {
    return marks.contains("refl");
  }

  boolean commands() {
    return !imperative.isEmpty() && !stative() && !marks.contains("noimp");
  }

  boolean isCopula() {
    return infinitive.equals("sein");
  }

  /** The verbs whose German past is the preterite and not the perfect. */
  boolean prefersPreterite() {
    return isCopula() || infinitive.equals("haben");
  }
}
