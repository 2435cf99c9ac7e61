package org.srupp.recipes.corpora.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.Coordination;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;

/** Samples subjects, objects and the noun phrases in them. */
final class NominalSampler {
  private static final Set<String> PERSON = Set.of("person");

  private final Dice dice;
  private final Lexicon lexicon;
  private final Map<Set<String>, List<Noun>> pools = new HashMap<>();

  /** By identity: hashing a whole noun took a third of the time. */
  private final Map<Noun, List<Adjective>> adjectives = new IdentityHashMap<>();

  NominalSampler(Dice dice, Lexicon lexicon) {
    this.dice = dice;
    this.lexicon = lexicon;
  }

  /** A subject of the given classes; people may be pronouns. */
  Nominal subject(Set<String> classes) {
    boolean people = classes.contains("person");
    if (people && dice.percent(35)) {
      return new Pronoun(
          dice.of(
              Person.I, Person.YOU, Person.HE, Person.SHE, Person.WE, Person.YOU_ALL, Person.THEY));
    }
    Set<String> chosen = people && dice.percent(75) ? PERSON : classes;
    if (pool(chosen).size() > 1 && dice.percent(5)) {
      return coordination(chosen);
    }
    return phrase(dice.of(pool(chosen)), null, true);
  }

  /** An accusative or dative object; possessives in it refer to the subject. */
  Nominal object(Set<String> classes, Person subject, Case wanted) {
    if (classes.contains("person") && dice.percent(25)) {
      return pronoun(subject, wanted);
    }
    if (pool(classes).size() > 1 && dice.percent(4)) {
      return coordination(classes);
    }
    return phrase(dice.of(pool(classes)), subject, wanted == Case.ACCUSATIVE);
  }

  /** A noun phrase with the definite article, sometimes with an adjective: safe in every place. */
  NounPhrase definite(Set<String> classes) {
    Noun noun = dice.of(pool(classes));
    boolean plural = noun.countable() && dice.percent(20);
    Adjective adjective = dice.percent(20) ? adjectiveFor(noun) : null;
    return plain(noun, noun.isName() ? Determiner.NONE : Determiner.DEFINITE, plural, adjective);
  }

  /** The same, but never a name. */
  NounPhrase definiteCommon(Set<String> classes) {
    while (true) {
      NounPhrase phrase = definite(classes);
      if (!phrase.noun().isName()) {
        return phrase;
      }
    }
  }

  /**
   * A noun phrase around the given noun; {@code newcomers} allows indefinite plurals, counts and
   * kein.
   */
  NounPhrase phrase(Noun noun, Person possessor, boolean newcomers) {
    if (noun.isName()) {
      return plain(noun, Determiner.NONE, false, null);
    }
    Adjective adjective = dice.percent(30) ? adjectiveFor(noun) : null;
    if (noun.isMass()) {
      Determiner determiner =
          newcomers && possessor != null && dice.percent(60)
              ? Determiner.NONE
              : Determiner.DEFINITE;
      return plain(noun, determiner, false, adjective);
    }
    boolean plural = noun.countable() && dice.percent(27);
    Determiner determiner = determiner(possessor, plural, newcomers);
    boolean counts =
        plural && (determiner == Determiner.DEFINITE || determiner == Determiner.INDEFINITE);
    int count = counts && dice.percent(35) ? count() : 0;
    return new NounPhrase(determiner, count, adjective, noun, plural, null, null);
  }

  static NounPhrase plain(Noun noun, Determiner determiner, boolean plural, Adjective adjective) {
    return new NounPhrase(determiner, 0, adjective, noun, plural, null, null);
  }

  /** An adjective that goes with the noun, null if there is none. */
  Adjective adjectiveFor(Noun noun) {
    List<Adjective> fitting =
        adjectives.computeIfAbsent(
            noun,
            n ->
                lexicon.adjectives().stream().filter(a -> meet(a.classes(), n.classes())).toList());
    return fitting.isEmpty() || noun.isName() ? null : dice.of(fitting);
  }

  /** The nouns that have one of the classes. */
  List<Noun> pool(Set<String> classes) {
    return pools.computeIfAbsent(
        classes, c -> lexicon.nouns().stream().filter(n -> meet(c, n.classes())).toList());
  }

  private Pronoun pronoun(Person subject, Case wanted) {
    while (true) {
      Person person =
          dice.of(
              Person.I, Person.YOU, Person.HE, Person.SHE, Person.WE, Person.YOU_ALL, Person.THEY);
      // Accusative sie is always "her"; nobody sees himself without a reflexive.
      boolean unclear = wanted == Case.ACCUSATIVE && person == Person.THEY;
      if (!unclear && !overlap(subject, person)) {
        return new Pronoun(person);
      }
    }
  }

  private static boolean overlap(Person subject, Person object) {
    boolean speakers = first(subject) && first(object);
    boolean hearers = second(subject) && second(object);
    return speakers || hearers;
  }

  private static boolean first(Person person) {
    return person == Person.I || person == Person.WE;
  }

  private static boolean second(Person person) {
    return person == Person.YOU || person == Person.YOU_ALL;
  }

  private Coordination coordination(Set<String> classes) {
    NounPhrase first = definite(classes);
    NounPhrase second = definite(classes);
    while (second.noun().equals(first.noun())) {
      second = definite(classes);
    }
    return new Coordination(first, second);
  }

  private Determiner determiner(Person possessor, boolean plural, boolean newcomers) {
    return switch (dice.weighted(46, newcomers ? 22 : 8, 18, 8, plural ? 0 : 3)) {
      case 0 -> Determiner.DEFINITE;
      case 1 -> plural && !newcomers ? Determiner.DEFINITE : Determiner.INDEFINITE;
      case 2 ->
          possessor != null && dice.percent(60)
              ? possessor.possessive()
              : dice.of(Determiner.MY, Determiner.YOUR, Determiner.OUR, Determiner.YOUR_ALL);
      case 3 -> Determiner.THIS;
      default -> Determiner.EVERY;
    };
  }

  private int count() {
    return dice.percent(60) ? dice.between(2, 12) : dice.between(13, 99);
  }

  private static boolean meet(Collection<String> one, Collection<String> other) {
    return one.stream().anyMatch(other::contains);
  }
}
