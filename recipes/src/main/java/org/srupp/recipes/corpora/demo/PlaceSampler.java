package org.srupp.recipes.corpora.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Samples places, directions and companions. */
final class PlaceSampler {
  private static final Map<Preposition, String> LOCATIONS = new EnumMap<>(Preposition.class);
  private static final Map<Preposition, String> DIRECTIONS = new EnumMap<>(Preposition.class);

  static {
    LOCATIONS.put(Preposition.IN, "@in");
    LOCATIONS.put(Preposition.ON, "@auf");
    LOCATIONS.put(Preposition.AT, "@an");
    LOCATIONS.put(Preposition.UNDER, "@unter");
    LOCATIONS.put(Preposition.IN_FRONT_OF, "@vor");
    LOCATIONS.put(Preposition.BEHIND, "@hinter");
    LOCATIONS.put(Preposition.NEXT_TO, "@neben");
    DIRECTIONS.put(Preposition.INTO, "@in");
    DIRECTIONS.put(Preposition.ONTO, "@auf");
    DIRECTIONS.put(Preposition.UP_TO, "@an");
    DIRECTIONS.put(Preposition.TO_UNDER, "@unter");
    DIRECTIONS.put(Preposition.TO_BEHIND, "@hinter");
    DIRECTIONS.put(Preposition.TO_NEXT_TO, "@neben");
    DIRECTIONS.put(Preposition.TO, "place");
    DIRECTIONS.put(Preposition.OUT_OF, "@in");
  }

  /** A preposition with a noun that takes it. */
  private record Option(Preposition preposition, Noun noun) {}

  private final Dice dice;
  private final NominalSampler nominals;
  private final List<Option> locations;
  private final List<Option> directions;
  private final List<Option> targets;

  PlaceSampler(Dice dice, NominalSampler nominals) {
    this.dice = dice;
    this.nominals = nominals;
    locations = options(LOCATIONS);
    directions = options(DIRECTIONS);
    targets =
        directions.stream()
            .filter(o -> o.preposition() != Preposition.TO && o.preposition() != Preposition.OUT_OF)
            .filter(o -> !o.noun().is("transport"))
            .toList();
  }

  private List<Option> options(Map<Preposition, String> classes) {
    List<Option> all = new ArrayList<>();
    classes.forEach(
        (preposition, name) ->
            nominals.pool(Set.of(name)).forEach(noun -> all.add(new Option(preposition, noun))));
    return all;
  }

  PrepositionalPhrase location(Person subject) {
    return dice.percent(6)
        ? PrepositionalPhrase.fixed("zu Hause", "at home")
        : phrase(dice.of(locations), subject);
  }

  /** Where somebody goes. */
  PrepositionalPhrase direction(Person subject) {
    return dice.percent(6)
        ? PrepositionalPhrase.fixed("nach Hause", "home")
        : phrase(dice.of(directions), subject);
  }

  /** Where somebody puts something. */
  PrepositionalPhrase target(Person subject) {
    return phrase(dice.of(targets), subject);
  }

  PrepositionalPhrase city() {
    Noun city = dice.of(nominals.pool(Set.of("city")));
    return Preposition.TO_CITY.of(NominalSampler.plain(city, Determiner.NONE, false, null));
  }

  /** With, for or without somebody. */
  PrepositionalPhrase companion(Person subject) {
    Preposition preposition = dice.of(Preposition.WITH, Preposition.FOR, Preposition.WITHOUT);
    Noun noun = dice.of(nominals.pool(Set.of("person")));
    return preposition.of(nominals.phrase(noun, subject, false));
  }

  private PrepositionalPhrase phrase(Option option, Person subject) {
    Noun noun = option.noun();
    Determiner determiner =
        switch (dice.weighted(66, 12, 10, 12)) {
          case 0 -> Determiner.DEFINITE;
          case 1 -> Determiner.INDEFINITE;
          case 2 -> subject == null ? Determiner.DEFINITE : subject.possessive();
          default -> Determiner.THIS;
        };
    Adjective adjective = dice.percent(20) ? nominals.adjectiveFor(noun) : null;
    boolean plural = determiner != Determiner.INDEFINITE && noun.countable() && dice.percent(8);
    return option.preposition().of(NominalSampler.plain(noun, determiner, plural, adjective));
  }
}
