package org.srupp.recipes.corpora.demo;

import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.Interrogative;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;

/** Samples questions. */
final class QuestionSampler {
  private final Dice dice;
  private final ClauseSampler clauses;

  QuestionSampler(Dice dice, ClauseSampler clauses) {
    this.dice = dice;
    this.clauses = clauses;
  }

  Sentence sample() {
    return switch (dice.weighted(36, 12, 14, 8, 10, 20)) {
      case 0 -> yesNo();
      case 1 -> subject();
      case 2 -> accusative();
      case 3 -> dative();
      case 4 -> which();
      default -> adverb();
    };
  }

  private Sentence yesNo() {
    Verb verb = clauses.verb();
    Clause.Builder clause =
        clauses.core(verb, clauses.nominals().subject(verb.subjects()), Tense.PRESENT);
    clauses.tense(clause, verb);
    clauses.decorate(clause, false);
    return new Sentence.YesNoQuestion(clause.build());
  }

  private Verb verbOfPeople() {
    Verb verb = clauses.verb();
    while (!verb.subjects().contains("person")) {
      verb = clauses.verb();
    }
    return verb;
  }

  private Sentence subject() {
    Verb verb = verbOfPeople();
    Clause.Builder clause = clauses.core(verb, new Interrogative(true), Tense.PRESENT);
    clauses.tense(clause, verb);
    clauses.decorate(clause, false);
    return new Sentence.NominalQuestion(clause.build());
  }

  private Sentence accusative() {
    Verb verb = clauses.verb("acc");
    boolean human = verb.objects().contains("person") && dice.percent(60);
    boolean things = verb.objects().stream().anyMatch(c -> !c.equals("person"));
    Clause.Builder clause = asked(verb);
    clause.accusative(new Interrogative(human || !things)).front(Front.ACCUSATIVE);
    return new Sentence.NominalQuestion(clause.build());
  }

  private Sentence dative() {
    Verb verb = clauses.verb(dice.of("dat", "datacc"));
    Clause.Builder clause = asked(verb);
    Nominal subject = clause.build().subject();
    if (verb.takes("datacc")) {
      clauses.fill(clause, verb, "datacc", subject.person());
    }
    clause.dative(new Interrogative(true)).front(Front.DATIVE);
    return new Sentence.NominalQuestion(clause.build());
  }

  /** Which and how many; only where object and subject cannot be mistaken for each other. */
  private Sentence which() {
    while (true) {
      Verb verb = clauses.verb("acc");
      boolean many = dice.percent(40);
      Noun noun = dice.of(clauses.nominals().pool(verb.objects()));
      if (noun.isName() || noun.isMass() || many && !noun.countable()) {
        continue;
      }
      Determiner determiner = many ? Determiner.HOW_MANY : Determiner.WHICH;
      boolean plural = many || noun.countable() && dice.percent(20);
      NounPhrase object = NominalSampler.plain(noun, determiner, plural, null);
      Clause clause = asked(verb).accusative(object).front(Front.ACCUSATIVE).build();
      if (ClauseSampler.frontsAccusative(clause)) {
        return new Sentence.NominalQuestion(clause);
      }
    }
  }

  /** A clause whose object is still to be set, with a subject that is not asked for. */
  private Clause.Builder asked(Verb verb) {
    Nominal subject = clauses.nominals().subject(verb.subjects());
    return Clause.of(
        subject, verb, dice.of(Tense.PRESENT, Tense.PRESENT, Tense.PAST, Tense.FUTURE));
  }

  private Sentence adverb() {
    QuestionAdverb adverb = dice.of(QuestionAdverb.values());
    if (adverb == QuestionAdverb.WHERE_TO) {
      return new Sentence.AdverbQuestion(
          adverb, asked(clauses.verb(dice.of("dir", "city"))).build());
    }
    if (adverb == QuestionAdverb.WHERE && dice.percent(40)) {
      return new Sentence.AdverbQuestion(adverb, asked(clauses.verb("pos")).build());
    }
    Verb verb = verbOfPeople();
    while (verb.stative() || adverb == QuestionAdverb.WHERE && !free(verb)) {
      verb = verbOfPeople();
    }
    Nominal subject =
        dice.percent(30)
            ? new Pronoun(dice.of(Person.YOU, Person.YOU_ALL, Person.HE))
            : clauses.nominals().subject(Set.of("person"));
    Tense tense = dice.of(Tense.PRESENT, Tense.PAST, Tense.PAST, Tense.FUTURE);
    return new Sentence.AdverbQuestion(adverb, clauses.core(verb, subject, tense).build());
  }

  private static boolean free(Verb verb) {
    return verb.takes("intr") || verb.takes("acc");
  }
}
