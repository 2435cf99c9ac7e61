package org.srupp.recipes.corpora.demo;

import java.util.List;
import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;
import org.srupp.recipes.corpora.demo.Nominal.RelativePronoun;

/** Adds genitives and relative clauses to noun phrases. */
final class NounPhraseExtender {
  private final Dice dice;
  private final ClauseSampler clauses;
  private final List<Verb> verbs;

  NounPhraseExtender(Dice dice, ClauseSampler clauses, Lexicon lexicon) {
    this.dice = dice;
    this.clauses = clauses;
    verbs = lexicon.verbs().stream().filter(v -> !ClauseSampler.frames(v).isEmpty()).toList();
  }

  /** Sometimes makes the subject or the accusative object longer. */
  void extend(Clause.Builder builder) {
    Clause clause = builder.build();
    if (clause.subject() instanceof NounPhrase phrase && dice.percent(14)) {
      builder.subject(longer(phrase, clause.dative() == null));
    } else if (clause.accusative() instanceof NounPhrase phrase
        && !clause.negated()
        && dice.percent(16)) {
      builder.accusative(longer(phrase, clause.dative() == null));
    }
  }

  /** Beside a dative object, a feminine genitive could be taken for it. */
  private NounPhrase longer(NounPhrase phrase, boolean mayOwn) {
    if (phrase.noun().isName()) {
      return phrase;
    }
    if (mayOwn && phrase.determiner() == Determiner.DEFINITE && dice.percent(40)) {
      return phrase.ownedBy(owner());
    }
    return dice.percent(50) ? subjectRelative(phrase) : objectRelative(phrase);
  }

  private NounPhrase owner() {
    NounPhrase owner = clauses.nominals().definiteCommon(Set.of("person"));
    return dice.percent(30) ? owner.with(dice.of(Determiner.MY, Determiner.OUR)) : owner;
  }

  /** der Mann, der den Hund sieht. */
  private NounPhrase subjectRelative(NounPhrase phrase) {
    Verb verb = verbFor(phrase, true);
    if (verb == null) {
      return phrase;
    }
    var pronoun = new RelativePronoun(phrase.person(), phrase.human());
    Clause.Builder clause = clauses.core(verb, pronoun, tense());
    return phrase.describedBy(clause.build());
  }

  /** der Hund, den der Mann sieht; der Hund, dem der Mann folgt. */
  private NounPhrase objectRelative(NounPhrase phrase) {
    Verb verb = verbFor(phrase, false);
    if (verb == null) {
      return phrase;
    }
    boolean dative = verb.takes("dat");
    Nominal subject = clauses.nominals().subject(verb.subjects());
    boolean clear =
        dative
            || phrase.person() == Person.HE
            || ClauseSampler.clearSubject(subject, phrase.person());
    if (!clear) {
      subject = new Pronoun(dice.of(Person.I, Person.YOU, Person.HE, Person.WE));
    }
    var pronoun = new RelativePronoun(phrase.person(), phrase.human());
    Clause.Builder clause = Clause.of(subject, verb, tense());
    if (dative) {
      clause.dative(pronoun).front(Front.DATIVE);
    } else {
      clause.accusative(pronoun).front(Front.ACCUSATIVE);
    }
    return phrase.describedBy(clause.build());
  }

  private Tense tense() {
    return dice.percent(55) ? Tense.PRESENT : Tense.PAST;
  }

  private Verb verbFor(NounPhrase phrase, boolean asSubject) {
    Set<String> classes = phrase.noun().classes();
    for (int attempt = 0; attempt < 60; attempt++) {
      Verb verb = dice.of(verbs);
      boolean frame = asSubject || verb.takes("acc") || verb.takes("dat");
      Set<String> wanted = asSubject ? verb.subjects() : verb.objects();
      if (frame && wanted.stream().anyMatch(classes::contains)) {
        return verb;
      }
    }
    return null;
  }
}
