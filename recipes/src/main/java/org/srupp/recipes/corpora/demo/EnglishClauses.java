package org.srupp.recipes.corpora.demo;

import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;
import org.srupp.recipes.corpora.demo.Nominal.RelativePronoun;

/** English clauses: subject, verb, objects, what belongs to the verb, manner, place, time. */
final class EnglishClauses {
  /** A pronoun goes before these: pick him up; but look for him. */
  private static final Set<String> PARTICLES = Set.of("up", "off", "on", "away", "back", "along");

  private EnglishClauses() {}

  static Words statement(Clause clause) {
    return EnglishNominals.subject(clause.subject()).add(afterSubject(clause, null));
  }

  /** Does the man see the dog; also what follows a question word. */
  static Words question(Clause clause) {
    return inverted(clause, null);
  }

  /** Whom does the man see; but who sees the dog. */
  static Words nominalQuestion(Clause clause) {
    return switch (clause.front()) {
      case ACCUSATIVE ->
          EnglishNominals.object(clause.accusative()).add(inverted(clause, Front.ACCUSATIVE));
      case DATIVE ->
          new Words()
              .add(clause.verb().takes("datacc") ? "to" : "")
              .add(EnglishNominals.object(clause.dative()))
              .add(inverted(clause, Front.DATIVE));
      default -> statement(clause);
    };
  }

  /** who sees the dog; that the man sees. */
  static Words relative(Clause clause) {
    if (clause.accusative() instanceof RelativePronoun pronoun) {
      return EnglishNominals.object(pronoun)
          .add(EnglishNominals.subject(clause.subject()))
          .add(afterSubject(clause, Front.ACCUSATIVE));
    }
    if (clause.dative() instanceof RelativePronoun pronoun) {
      return EnglishNominals.object(pronoun)
          .add(EnglishNominals.subject(clause.subject()))
          .add(afterSubject(clause, Front.DATIVE));
    }
    return statement(clause);
  }

  /** read the book, without subject and tense. */
  static Words bare(Clause clause) {
    return new Words().add(clause.verb().english().base()).add(afterVerb(clause, null));
  }

  private static Words inverted(Clause clause, Front gap) {
    EnglishVerbGroup verbs = EnglishVerbGroup.of(clause, true);
    return new Words()
        .add(verbs.auxiliary())
        .add(EnglishNominals.subject(clause.subject()))
        .add(clause.negated() ? "not" : "")
        .add(clause.frequency() == null ? "" : clause.frequency().english())
        .add(verbs.rest())
        .add(afterVerb(clause, gap));
  }

  private static Words afterSubject(Clause clause, Front gap) {
    EnglishVerbGroup verbs = EnglishVerbGroup.of(clause, clause.negated());
    var words = new Words();
    if (clause.negated()) {
      boolean can = verbs.auxiliary().equals("can");
      words.add(can ? "cannot" : verbs.auxiliary() + " not");
    } else {
      words.add(verbs.auxiliary());
    }
    return words
        .add(clause.frequency() == null ? "" : clause.frequency().english())
        .add(verbs.rest())
        .add(afterVerb(clause, gap));
  }

  private static Words afterVerb(Clause clause, Front gap) {
    var words = new Words();
    String tail = clause.verb().tail();
    boolean shortObject =
        PARTICLES.contains(tail) && clause.accusative() instanceof Pronoun && gap == null;
    words.add(shortObject ? "" : tail);
    if (clause.accusative() != null && gap != Front.ACCUSATIVE) {
      words.add(
          clause.negatesObject()
              ? EnglishNominals.negatedObject(clause.accusative())
              : EnglishNominals.object(clause.accusative()));
    }
    words.add(shortObject ? tail : "");
    if (clause.dative() != null && gap != Front.DATIVE) {
      words
          .add(clause.accusative() == null ? "" : "to")
          .add(EnglishNominals.object(clause.dative()));
    }
    return addRest(words, clause);
  }

  private static Words addRest(Words words, Clause clause) {
    if (clause.predicate() != null) {
      words.add(predicate(clause.predicate()));
    }
    if (clause.complement() != null) {
      words.add(EnglishNominals.prepositional(clause.complement()));
    }
    if (clause.manner() != null) {
      words.add(clause.manner().english());
    }
    if (clause.place() != null) {
      words.add(EnglishNominals.prepositional(clause.place()));
    }
    if (clause.time() != null) {
      words.add(clause.time().english());
    }
    return words;
  }

  private static Words predicate(Predicate predicate) {
    Adjective adjective = predicate.adjective();
    return switch (predicate.degree()) {
      case POSITIVE -> new Words().add(adjective.english());
      case COMPARATIVE ->
          new Words()
              .add(adjective.englishComparative() + " than")
              .add(EnglishNominals.subject(predicate.other()));
      case EQUAL ->
          new Words()
              .add("as " + adjective.english() + " as")
              .add(EnglishNominals.subject(predicate.other()));
    };
  }
}
