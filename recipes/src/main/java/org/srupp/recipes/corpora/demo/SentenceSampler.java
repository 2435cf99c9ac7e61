package org.srupp.recipes.corpora.demo;

import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;

/**
 * Samples statements, complex sentences and commands; questions come from {@link QuestionSampler}.
 */
final class SentenceSampler {
  private static final Set<String> PERSON = Set.of("person");

  private final Dice dice;
  private final Lexicon lexicon;
  private final ClauseSampler clauses;
  private final NounPhraseExtender extender;
  private final QuestionSampler questions;
  private final CopulaSampler copulas;

  SentenceSampler(Dice dice, Lexicon lexicon) {
    this.dice = dice;
    this.lexicon = lexicon;
    clauses = new ClauseSampler(dice, lexicon);
    extender = new NounPhraseExtender(dice, clauses, lexicon);
    questions = new QuestionSampler(dice, clauses);
    copulas = new CopulaSampler(dice, lexicon, clauses);
  }

  Sentence sample() {
    return switch (dice.weighted(34, 8, 19, 9, 14, 5, 7, 4)) {
      case 0 -> new Sentence.Statement(statement());
      case 1 -> new Sentence.Statement(copulas.any());
      case 2 -> complex();
      case 3 -> reported();
      case 4 -> questions.sample();
      case 5 -> command();
      case 6 -> withInfinitive();
      default -> new Sentence.Coordinated(simple(null), dice.percent(40), simple(null));
    };
  }

  private Clause statement() {
    Verb verb = clauses.verb();
    Clause.Builder clause =
        clauses.core(verb, clauses.nominals().subject(verb.subjects()), Tense.PRESENT);
    clauses.tense(clause, verb);
    clauses.decorate(clause, true);
    clauses.front(clause);
    extender.extend(clause);
    return clause.build();
  }

  /** A clause with its subject first, in the given tense, or in any if it is null. */
  private Clause simple(Tense tense) {
    if (dice.percent(16)) {
      return copulas.plain(tense == null || tense == Tense.FUTURE ? Tense.PRESENT : tense);
    }
    Verb verb = clauses.verb();
    Clause.Builder clause =
        clauses.core(verb, clauses.nominals().subject(verb.subjects()), Tense.PRESENT);
    if (tense == null) {
      clauses.tense(clause, verb);
    } else {
      clause.tense(tense);
    }
    if (dice.percent(50)) {
      clauses.decorate(clause, true);
    }
    return clause.build();
  }

  private Sentence complex() {
    boolean past = dice.percent(40);
    Tense same = past ? Tense.PAST : Tense.PRESENT;
    Conjunction conjunction =
        dice.of(
            Conjunction.BECAUSE,
            Conjunction.BECAUSE,
            Conjunction.IF,
            Conjunction.IF,
            Conjunction.ALTHOUGH,
            Conjunction.BEFORE,
            Conjunction.AFTER,
            Conjunction.WHILE);
    Clause main =
        switch (conjunction) {
          case IF -> simple(dice.of(Tense.PRESENT, Tense.PRESENT, Tense.FUTURE));
          case AFTER -> simple(Tense.PAST);
          case BEFORE, WHILE -> simple(same);
          default -> simple(past ? Tense.PAST : null);
        };
    Clause sub =
        switch (conjunction) {
          case IF -> reason(Tense.PRESENT);
          case AFTER -> after();
          case BEFORE -> action(same);
          case WHILE -> simple(same);
          default -> reason(past ? Tense.PAST : dice.percent(70) ? Tense.PRESENT : null);
        };
    return new Sentence.Complex(main, conjunction, sub, dice.percent(38));
  }

  /** The weather is a reason too. */
  private Clause reason(Tense tense) {
    if (tense != null && dice.percent(8)) {
      Verb verb = dice.of(lexicon.verb("regnen", "weather"), lexicon.verb("schneien", "weather"));
      return Clause.of(new Pronoun(Person.IT), verb, tense).build();
    }
    return simple(tense);
  }

  private Clause action(Tense tense) {
    Verb verb = clauses.verb();
    return clauses.core(verb, clauses.nominals().subject(verb.subjects()), tense).build();
  }

  private Clause after() {
    Verb verb = clauses.verb();
    while (verb.stative()) {
      verb = clauses.verb();
    }
    return clauses
        .core(verb, clauses.nominals().subject(verb.subjects()), Tense.PLUPERFECT)
        .build();
  }

  private Sentence reported() {
    boolean whether = dice.percent(30);
    Verb verb = clauses.verb(whether ? "ob" : "dass");
    boolean knows = whether && verb.infinitive().equals("wissen");
    Tense tense = !knows && dice.percent(35) ? Tense.PAST : Tense.PRESENT;
    Clause main =
        Clause.of(clauses.nominals().subject(verb.subjects()), verb, tense).negated(knows).build();
    Clause sub = simple(dice.percent(50) ? null : tense);
    return new Sentence.Complex(main, whether ? Conjunction.WHETHER : Conjunction.THAT, sub, false);
  }

  private Sentence command() {
    Verb verb = clauses.verb();
    while (!verb.commands() || !verb.subjects().contains("person")) {
      verb = clauses.verb();
    }
    var subject = new Pronoun(dice.of(Person.YOU, Person.YOU, Person.YOU_ALL));
    Clause.Builder clause = clauses.core(verb, subject, Tense.PRESENT);
    Clause core = clause.build();
    boolean known =
        !(core.accusative() instanceof NounPhrase phrase)
            || phrase.determiner().definite() && phrase.determiner() != Determiner.EVERY;
    clause.negated(known && dice.percent(20));
    return new Sentence.Command(clause.build(), dice.percent(45));
  }

  private Sentence withInfinitive() {
    boolean purpose = dice.percent(35);
    Verb verb = clauses.verb(purpose ? "dir" : "zu");
    Nominal subject = clauses.nominals().subject(PERSON);
    Tense tense = dice.of(Tense.PRESENT, Tense.PAST);
    Clause main =
        purpose
            ? clauses.core(verb, subject, tense).build()
            : Clause.of(subject, verb, tense).build();
    Verb inner = clauses.verb();
    while (inner.stative() || !inner.subjects().contains("person") || !inner.commands()) {
      inner = clauses.verb();
    }
    Clause.Builder infinitive = clauses.core(inner, subject, Tense.PRESENT);
    return new Sentence.WithInfinitive(main, infinitive.build(), purpose);
  }
}
