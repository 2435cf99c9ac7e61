package org.srupp.recipes.corpora.demo;

import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;
import org.srupp.recipes.corpora.demo.Nominal.RelativePronoun;

/** German clauses: the same middle field, with the finite verb second, first or last. */
final class GermanClauses {
  private GermanClauses() {}

  /** Main clause: one constituent, the finite verb, the rest, the closing verbs. */
  static Words verbSecond(Clause clause) {
    GermanVerbComplex verbs = GermanVerbComplex.of(clause);
    return front(clause)
        .add(verbs.finite())
        .add(middle(clause, clause.front(), clause.front() != Front.SUBJECT))
        .add(verbs.closing());
  }

  /** Question without a question word, and what follows one. */
  static Words verbFirst(Clause clause) {
    GermanVerbComplex verbs = GermanVerbComplex.of(clause);
    return new Words().add(verbs.finite()).add(middle(clause, null, true)).add(verbs.closing());
  }

  /** Subordinate clause without its conjunction; a relative pronoun comes first. */
  static Words verbFinal(Clause clause) {
    var words = new Words();
    boolean relativeObject =
        clause.accusative() instanceof RelativePronoun
            || clause.dative() instanceof RelativePronoun;
    if (relativeObject) {
      words.add(front(clause));
    }
    return words
        .add(middle(clause, relativeObject ? clause.front() : null, true))
        .add(GermanVerbComplex.of(clause).atEnd());
  }

  /** das Buch zu lesen: no subject, zu before the verb. */
  static Words infinitive(Clause clause) {
    return middle(clause, null, false).add(GermanConjugation.zuInfinitive(clause.verb()));
  }

  /** Imperative; the reflexive pronoun and the prefix stay. */
  static Words command(Clause clause) {
    Verb verb = clause.verb();
    boolean one = clause.subject().person() == Person.YOU;
    String finite = one ? verb.imperative() : GermanConjugation.present(verb, Person.YOU_ALL);
    return new Words().add(finite).add(middle(clause, null, false)).add(verb.prefix());
  }

  private static Words front(Clause clause) {
    return switch (clause.front()) {
      case SUBJECT -> GermanNominals.words(clause.subject(), Case.NOMINATIVE);
      case TIME -> new Words().add(clause.time().german());
      case PLACE -> GermanNominals.prepositional(clause.place());
      case ACCUSATIVE -> GermanNominals.words(clause.accusative(), Case.ACCUSATIVE);
      case DATIVE -> GermanNominals.words(clause.dative(), Case.DATIVE);
    };
  }

  /**
   * Everything between the two verb positions: subject, pronouns, time, frequency, dative, known
   * object, nicht, manner, new object, place, what belongs to the verb.
   */
  private static Words middle(Clause clause, Front fronted, boolean withSubject) {
    var words = new Words();
    if (withSubject) {
      words.add(GermanNominals.words(clause.subject(), Case.NOMINATIVE));
    }
    if (clause.verb().reflexive()) {
      words.add(clause.subject().person().reflexive());
    }
    Nominal accusative = fronted == Front.ACCUSATIVE ? null : clause.accusative();
    Nominal dative = fronted == Front.DATIVE ? null : clause.dative();
    addIf(words, accusative, Case.ACCUSATIVE, accusative instanceof Pronoun);
    addIf(words, dative, Case.DATIVE, dative instanceof Pronoun);
    if (clause.time() != null && fronted != Front.TIME) {
      words.add(clause.time().german());
    }
    addAdverbs(words, clause);
    addIf(words, dative, Case.DATIVE, !(dative instanceof Pronoun));
    boolean known = !(accusative instanceof Pronoun) && definite(accusative);
    addIf(words, accusative, Case.ACCUSATIVE, known);
    if (clause.negated() && !clause.negatesObject()) {
      words.add("nicht");
    }
    if (clause.manner() != null) {
      words.add(clause.manner().german());
    }
    Nominal object =
        clause.negatesObject() ? ((NounPhrase) accusative).with(Determiner.NO) : accusative;
    addIf(words, object, Case.ACCUSATIVE, !known && !(accusative instanceof Pronoun));
    return addRest(words, clause, fronted);
  }

  private static void addAdverbs(Words words, Clause clause) {
    if (clause.tense() == Tense.PROGRESSIVE) {
      words.add("gerade");
    }
    if (clause.frequency() != null) {
      words.add(clause.frequency().german());
    }
  }

  private static Words addRest(Words words, Clause clause, Front fronted) {
    if (clause.place() != null && fronted != Front.PLACE) {
      words.add(GermanNominals.prepositional(clause.place()));
    }
    if (clause.complement() != null) {
      words.add(GermanNominals.prepositional(clause.complement()));
    }
    if (clause.predicate() != null) {
      words.add(predicate(clause.predicate()));
    }
    return words;
  }

  private static Words predicate(Predicate predicate) {
    Adjective adjective = predicate.adjective();
    return switch (predicate.degree()) {
      case POSITIVE -> new Words().add(adjective.german());
      case COMPARATIVE ->
          new Words()
              .add(adjective.comparative() + " als")
              .add(GermanNominals.words(predicate.other(), Case.NOMINATIVE));
      case EQUAL ->
          new Words()
              .add("so " + adjective.german() + " wie")
              .add(GermanNominals.words(predicate.other(), Case.NOMINATIVE));
    };
  }

  private static boolean definite(Nominal nominal) {
    return !(nominal instanceof NounPhrase phrase)
        || phrase.determiner().definite()
        || phrase.noun().isName();
  }

  private static void addIf(Words words, Nominal nominal, Case wanted, boolean condition) {
    if (nominal != null && condition) {
      words.add(GermanNominals.words(nominal, wanted));
    }
  }
}
