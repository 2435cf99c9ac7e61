package org.srupp.recipes.corpora.demo;

/**
 * The meaning of one clause; both grammars render it. Every reference may be null except subject,
 * verb, tense and front.
 *
 * @param subject subject; also of infinitive clauses, which do not show it
 * @param verb main verb
 * @param tense tense
 * @param modal modal verb over the main verb
 * @param negated nicht, or kein before an indefinite accusative
 * @param accusative accusative object
 * @param dative dative object
 * @param complement prepositional phrase that belongs to the verb: direction, position, warten auf
 * @param predicate adjective after the copula
 * @param place where it happens
 * @param time when it happens
 * @param frequency how often
 * @param manner how
 * @param front what German puts first
 */
record Clause(
    Nominal subject,
    Verb verb,
    Tense tense,
    Modal modal,
    boolean negated,
    Nominal accusative,
    Nominal dative,
    PrepositionalPhrase complement,
    Predicate predicate,
    PrepositionalPhrase place,
    TimeExpression time,
    Adverb frequency,
    Adverb manner,
    Front front) {
  /** Whether negation is said by kein: the accusative object is indefinite. */
  boolean negatesObject() {
    return negated
        && accusative instanceof Nominal.NounPhrase phrase
        && !phrase.noun().isName()
        && phrase.count() == 0
        && (phrase.determiner() == Determiner.INDEFINITE || phrase.determiner() == Determiner.NONE);
  }

  static Builder of(Nominal subject, Verb verb, Tense tense) {
    return new Builder(subject, verb, tense);
  }

  /** Sets what a clause has beside subject, verb and tense. */
  static final class Builder {
    private Nominal subject;
    private final Verb verb;
    private Tense tense;
    private Modal modal;
    private boolean negated;
    private Nominal accusative;
    private Nominal dative;
    private PrepositionalPhrase complement;
    private Predicate predicate;
    private PrepositionalPhrase place;
    private TimeExpression time;
    private Adverb frequency;
    private Adverb manner;
    private Front front = Front.SUBJECT;

    private Builder(Nominal subject, Verb verb, Tense tense) {
      this.subject = subject;
      this.verb = verb;
      this.tense = tense;
    }

    Builder subject(Nominal value) {
      subject = value;
      return this;
    }

    Builder tense(Tense value) {
      tense = value;
      return this;
    }

    Builder modal(Modal value) {
      modal = value;
      return this;
    }

    Builder negated(boolean value) {
      negated = value;
      return this;
    }

    Builder accusative(Nominal value) {
      accusative = value;
      return this;
    }

    Builder dative(Nominal value) {
      dative = value;
      return this;
    }

    Builder complement(PrepositionalPhrase value) {
      complement = value;
      return this;
    }

    Builder predicate(Predicate value) {
      predicate = value;
      return this;
    }

    Builder place(PrepositionalPhrase value) {
      place = value;
      return this;
    }

    Builder time(TimeExpression value) {
      time = value;
      return this;
    }

    Builder frequency(Adverb value) {
      frequency = value;
      return this;
    }

    Builder manner(Adverb value) {
      manner = value;
      return this;
    }

    Builder front(Front value) {
      front = value;
      return this;
    }

    Clause build() {
      return new Clause(
          subject,
          verb,
          tense,
          modal,
          negated,
          accusative,
          dative,
          complement,
          predicate,
          place,
          time,
          frequency,
          manner,
          front);
    }
  }
}
