package org.srupp.recipes.corpora.demo;

/**
 * The verbs of a German clause: the finite one, which moves, and those that close the clause.
 *
 * @param finite hat, steht, kann
 * @param closing gelesen, auf, lesen; may be empty
 * @param prefix whether {@code closing} is a separable prefix, which the finite verb joins at the
 *     end of a subordinate clause
 */
record GermanVerbComplex(String finite, String closing, boolean prefix) {
  static GermanVerbComplex of(Clause clause) {
    Verb verb = clause.verb();
    Person person = clause.subject().person();
    if (clause.modal() != null) {
      return new GermanVerbComplex(
          clause.modal().german(clause.tense(), person), verb.lemma(), false);
    }
    return switch (clause.tense()) {
      case PRESENT, PROGRESSIVE -> simple(verb, GermanConjugation.present(verb, person));
      case PAST ->
          verb.prefersPreterite()
              ? simple(verb, GermanConjugation.preterite(verb, person))
              : perfect(verb, person, false);
      case PLUPERFECT -> perfect(verb, person, true);
      case FUTURE -> new GermanVerbComplex(GermanConjugation.future(person), verb.lemma(), false);
    };
  }

  private static GermanVerbComplex simple(Verb verb, String finite) {
    return new GermanVerbComplex(finite, verb.prefix(), true);
  }

  private static GermanVerbComplex perfect(Verb verb, Person person, boolean past) {
    String auxiliary = GermanConjugation.auxiliary(verb, person, past);
    return new GermanVerbComplex(auxiliary, verb.participle(), false);
  }

  /** The cluster at the end of a subordinate clause: aufsteht, gelesen hat. */
  String atEnd() {
    if (closing.isEmpty()) {
      return finite;
    }
    return prefix ? closing + finite : closing + " " + finite;
  }
}
