package org.srupp.recipes.corpora.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;

/** Samples clauses: a verb, what it takes, and what else may be said. */
final class ClauseSampler {
  private static final Set<String> PERSON = Set.of("person");
  private static final List<String> FRAMES =
      List.of("intr", "acc", "dat", "datacc", "dir", "city", "pos", "put");

  private final Dice dice;
  private final Lexicon lexicon;
  private final NominalSampler nominals;
  private final PlaceSampler places;
  private final TimeSampler times;
  private final List<Verb> verbs;
  private final Map<String, List<Verb>> byFrame = new HashMap<>();

  ClauseSampler(Dice dice, Lexicon lexicon) {
    this.dice = dice;
    this.lexicon = lexicon;
    nominals = new NominalSampler(dice, lexicon);
    places = new PlaceSampler(dice, nominals);
    times = new TimeSampler(dice, lexicon.times());
    verbs = lexicon.verbs().stream().filter(v -> !frames(v).isEmpty()).toList();
  }

  NominalSampler nominals() {
    return nominals;
  }

  PlaceSampler places() {
    return places;
  }

  TimeSampler times() {
    return times;
  }

  /** Any verb with objects and the like; not those that need a clause. */
  Verb verb() {
    return dice.of(verbs);
  }

  /** A verb with person as subject that takes the frame. */
  Verb verb(String frame) {
    return dice.of(
        byFrame.computeIfAbsent(
            frame,
            f ->
                lexicon.verbs().stream()
                    .filter(v -> v.takes(f) && v.subjects().contains("person"))
                    .toList()));
  }

  /** A clause with everything that the verb needs, subject first, no adverbs. */
  Clause.Builder core(Verb verb, Nominal subject, Tense tense) {
    Clause.Builder clause = Clause.of(subject, verb, tense);
    fill(clause, verb, dice.of(frames(verb)), subject.person());
    return clause;
  }

  /** Fills one frame of the verb. */
  void fill(Clause.Builder clause, Verb verb, String frame, Person subject) {
    switch (frame) {
      case "intr" -> clause.manner(null);
      case "acc" -> clause.accusative(nominals.object(verb.objects(), subject, Case.ACCUSATIVE));
      case "dat" -> clause.dative(nominals.object(verb.objects(), subject, Case.DATIVE));
      case "datacc" -> {
        clause.dative(nominals.object(PERSON, subject, Case.DATIVE));
        clause.accusative(nominals.object(verb.objects(), subject, Case.ACCUSATIVE));
      }
      case "dir" -> clause.complement(places.direction(subject));
      case "city" -> clause.complement(places.city());
      case "pos" -> clause.complement(places.location(subject));
      case "put" -> {
        clause.accusative(nominals.object(verb.objects(), subject, Case.ACCUSATIVE));
        clause.complement(places.target(subject));
      }
      default -> clause.complement(governed(frame, verb, subject));
    }
  }

  /** A frame such as prep:auf+acc. The English preposition is the verb's tail. */
  private PrepositionalPhrase governed(String frame, Verb verb, Person subject) {
    String[] parts = frame.substring("prep:".length()).split("\\+");
    Case wanted = parts[1].equals("acc") ? Case.ACCUSATIVE : Case.DATIVE;
    Nominal nominal = nominals.object(verb.objects(), subject, wanted);
    return new PrepositionalPhrase(parts[0], wanted, "", nominal);
  }

  static List<String> frames(Verb verb) {
    return verb.frames().stream().filter(f -> FRAMES.contains(f) || f.startsWith("prep:")).toList();
  }

  /** Tense or modal verb. */
  void tense(Clause.Builder clause, Verb verb) {
    switch (dice.weighted(40, 26, 8, verb.stative() ? 0 : 8, 18)) {
      case 0 -> clause.tense(Tense.PRESENT);
      case 1 -> clause.tense(Tense.PAST);
      case 2 -> clause.tense(Tense.FUTURE);
      case 3 -> clause.tense(Tense.PROGRESSIVE);
      default -> modal(clause);
    }
  }

  private void modal(Clause.Builder clause) {
    Modal modal = dice.of(Modal.values());
    clause.modal(modal);
    clause.tense(modal.hasPast() && dice.percent(35) ? Tense.PAST : Tense.PRESENT);
  }

  /** Adds time, place, adverbs and negation, each sometimes. */
  void decorate(Clause.Builder builder, boolean mayNegate) {
    Clause clause = builder.build();
    Verb verb = clause.verb();
    boolean progressive = clause.tense() == Tense.PROGRESSIVE;
    boolean timed = !progressive && clause.tense() != Tense.PLUPERFECT && dice.percent(32);
    if (timed) {
      builder.time(times.time(clause.tense()));
    }
    boolean free = clause.complement() == null && clause.predicate() == null && !verb.stative();
    if (free && dice.percent(24)) {
      Person subject = clause.subject().person();
      builder.place(dice.percent(25) ? places.companion(subject) : places.location(subject));
    }
    boolean negated = mayNegate && mayNegate(clause) && dice.percent(16);
    builder.negated(negated);
    if (!timed && !negated && !progressive && dice.percent(14)) {
      builder.frequency(adverb(true));
    }
    if (free && !negated && clause.dative() == null && dice.percent(12)) {
      builder.manner(adverb(false));
    }
  }

  private boolean mayNegate(Clause clause) {
    boolean scope =
        clause.subject() instanceof NounPhrase phrase && phrase.determiner() == Determiner.EVERY;
    boolean counted =
        clause.accusative() instanceof NounPhrase phrase
            && (phrase.count() > 0 || phrase.determiner() == Determiner.EVERY);
    return !scope && !counted;
  }

  private Adverb adverb(boolean frequency) {
    return dice.of(lexicon.adverbs().stream().filter(a -> a.frequency() == frequency).toList());
  }

  /** Puts time, place or an object first where German stays clear. */
  void front(Clause.Builder builder) {
    Clause clause = builder.build();
    if (clause.time() != null && dice.percent(40)) {
      builder.front(Front.TIME);
    } else if (frontsAccusative(clause) && dice.percent(14)) {
      builder.front(Front.ACCUSATIVE);
    } else if (frontsDative(clause) && dice.percent(14)) {
      builder.front(Front.DATIVE);
    } else if (clause.place() != null
        && !refersBack(clause.place().nominal())
        && dice.percent(25)) {
      builder.front(Front.PLACE);
    }
  }

  /** Whether an accusative object in front cannot be taken for the subject. */
  static boolean frontsAccusative(Clause clause) {
    if (clause.negated()
        || !(clause.accusative() instanceof NounPhrase object)
        || refersBack(object)
        || clause.verb().reflexive()) {
      return false;
    }
    return object.showsCase() || clearSubject(clause.subject(), object.person());
  }

  /**
   * Whether the subject cannot be taken for an object beside a third person of the given number.
   */
  static boolean clearSubject(Nominal subject, Person other) {
    boolean marked =
        subject instanceof NounPhrase phrase && phrase.showsCase()
            || subject instanceof Pronoun pronoun
                && pronoun.person() != Person.SHE
                && pronoun.person() != Person.THEY;
    return marked || (subject.person() == Person.THEY) != (other == Person.THEY);
  }

  private static boolean frontsDative(Clause clause) {
    return clause.dative() instanceof NounPhrase object
        && !refersBack(object)
        && object.determiner().group(object.plural()) != Determiner.Group.NONE;
  }

  /** A possessive before its owner would be hard to read. */
  private static boolean refersBack(Nominal nominal) {
    return nominal instanceof NounPhrase phrase
        && (phrase.determiner() == Determiner.HIS
            || phrase.determiner() == Determiner.HER
            || phrase.determiner() == Determiner.THEIR);
  }
}
