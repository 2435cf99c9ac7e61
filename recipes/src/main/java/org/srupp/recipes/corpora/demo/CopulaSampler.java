package org.srupp.recipes.corpora.demo;

import java.util.List;
import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;

/**
 * Samples clauses with sein: tired, older than, as old as, thirty years old; and what things cost.
 */
final class CopulaSampler {
  private static final Set<String> THINGS =
      Set.of("thing", "vehicle", "furniture", "place", "food", "drink", "game", "text");

  private final Dice dice;
  private final ClauseSampler clauses;
  private final Verb be;
  private final Verb cost;
  private final List<Adjective> forPeople;

  CopulaSampler(Dice dice, Lexicon lexicon, ClauseSampler clauses) {
    this.dice = dice;
    this.clauses = clauses;
    be = lexicon.verb("sein", "pred");
    cost = lexicon.verb("kosten", "price");
    forPeople = lexicon.adjectives().stream().filter(a -> a.classes().contains("person")).toList();
  }

  Clause any() {
    Tense tense = dice.of(Tense.PRESENT, Tense.PRESENT, Tense.PAST, Tense.PAST, Tense.FUTURE);
    return switch (dice.weighted(40, 30, 12, 18)) {
      case 0 -> plain(tense);
      case 1 -> compared(tense);
      case 2 -> age(tense);
      default -> price(tense);
    };
  }

  /** The subject is tired. */
  Clause plain(Tense tense) {
    Nominal subject =
        clauses.nominals().subject(dice.percent(60) ? Set.of("person", "animal") : THINGS);
    Adjective adjective = adjectiveOf(subject);
    if (adjective == null) {
      subject = new Pronoun(dice.of(Person.I, Person.HE, Person.SHE, Person.WE));
      adjective = dice.of(forPeople);
    }
    Clause.Builder clause =
        Clause.of(subject, be, tense)
            .predicate(new Predicate(adjective, Predicate.Degree.POSITIVE, null));
    clauses.decorate(clause, true);
    return clause.build();
  }

  private Adjective adjectiveOf(Nominal subject) {
    return subject instanceof NounPhrase phrase && !phrase.noun().isName()
        ? clauses.nominals().adjectiveFor(phrase.noun())
        : subject instanceof Nominal.Coordination ? null : dice.of(forPeople);
  }

  private Clause compared(Tense tense) {
    String kind = dice.of("person", "animal", "thing", "vehicle", "furniture", "text", "food");
    NounPhrase subject = clauses.nominals().definiteCommon(Set.of(kind));
    NounPhrase other = clauses.nominals().definiteCommon(Set.of(kind));
    Adjective adjective = clauses.nominals().adjectiveFor(subject.noun());
    boolean comparable =
        adjective != null
            && adjective.classes().contains(kind)
            && !adjective.comparative().isEmpty()
            && !other.noun().equals(subject.noun());
    if (!comparable) {
      return compared(tense);
    }
    boolean equal = dice.percent(35);
    Predicate.Degree degree = equal ? Predicate.Degree.EQUAL : Predicate.Degree.COMPARATIVE;
    return Clause.of(subject, be, tense)
        .predicate(new Predicate(adjective, degree, other))
        .negated(equal && dice.percent(40))
        .build();
  }

  private Clause age(Tense tense) {
    int years = dice.between(2, 99);
    return Clause.of(clauses.nominals().subject(Set.of("person")), be, tense)
        .complement(
            PrepositionalPhrase.fixed(
                GermanNumbers.cardinal(years) + " Jahre alt",
                EnglishNumbers.cardinal(years) + " years old"))
        .build();
  }

  private Clause price(Tense tense) {
    boolean digits = dice.percent(40);
    int euros = digits ? dice.between(2, 999) : dice.between(2, 199);
    String german = digits ? Integer.toString(euros) : GermanNumbers.cardinal(euros);
    String english = digits ? Integer.toString(euros) : EnglishNumbers.cardinal(euros);
    return Clause.of(clauses.nominals().definite(cost.subjects()), cost, tense)
        .complement(PrepositionalPhrase.fixed(german + " Euro", english + " euros"))
        .build();
  }
}
