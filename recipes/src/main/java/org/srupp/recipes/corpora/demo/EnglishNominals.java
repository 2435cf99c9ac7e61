package org.srupp.recipes.corpora.demo;

import org.srupp.recipes.corpora.demo.Nominal.Coordination;
import org.srupp.recipes.corpora.demo.Nominal.Interrogative;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;
import org.srupp.recipes.corpora.demo.Nominal.RelativePronoun;

/** English noun phrases, pronouns and prepositional phrases. */
final class EnglishNominals {
  private EnglishNominals() {}

  static Words subject(Nominal nominal) {
    return words(nominal, true, false);
  }

  static Words object(Nominal nominal) {
    return words(nominal, false, false);
  }

  /** An object after not: a plural or uncounted noun without an article takes any. */
  static Words negatedObject(Nominal nominal) {
    return words(nominal, false, true);
  }

  private static Words words(Nominal nominal, boolean subject, boolean any) {
    if (nominal instanceof NounPhrase phrase) {
      return nounPhrase(phrase, any);
    }
    if (nominal instanceof Coordination pair) {
      return nounPhrase(pair.first(), false).add("and").add(nounPhrase(pair.second(), false));
    }
    if (nominal instanceof Pronoun pronoun) {
      return new Words().add(pronoun.person().english(subject));
    }
    if (nominal instanceof RelativePronoun relative) {
      return new Words().add(!relative.human() ? "that" : subject ? "who" : "whom");
    }
    boolean human = ((Interrogative) nominal).human();
    return new Words().add(!human ? "what" : subject ? "who" : "whom");
  }

  private static Words nounPhrase(NounPhrase phrase, boolean any) {
    var rest = new Words();
    if (phrase.count() > 0) {
      rest.add(EnglishNumbers.cardinal(phrase.count()));
    }
    if (phrase.adjective() != null) {
      rest.add(phrase.adjective().english());
    }
    rest.add(phrase.plural() ? phrase.noun().englishPlural() : phrase.noun().english());
    String determiner = phrase.determiner().english(phrase.plural());
    if (determiner.equals("a")) {
      determiner = EnglishMorphology.indefiniteArticle(rest.first());
    }
    if (determiner.isEmpty() && any) {
      determiner = "any";
    }
    var words = new Words().add(determiner).add(rest);
    if (phrase.owner() != null) {
      words.add("of").add(nounPhrase(phrase.owner(), false));
    }
    if (phrase.relative() != null) {
      words.add(EnglishClauses.relative(phrase.relative()));
    }
    return words;
  }

  static Words prepositional(PrepositionalPhrase phrase) {
    var words = new Words().add(phrase.english());
    return phrase.nominal() == null ? words : words.add(object(phrase.nominal()));
  }
}
