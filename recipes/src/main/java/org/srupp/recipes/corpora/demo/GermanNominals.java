package org.srupp.recipes.corpora.demo;

import org.srupp.recipes.corpora.demo.Nominal.Coordination;
import org.srupp.recipes.corpora.demo.Nominal.Interrogative;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;
import org.srupp.recipes.corpora.demo.Nominal.Pronoun;
import org.srupp.recipes.corpora.demo.Nominal.RelativePronoun;

/** German noun phrases, pronouns and prepositional phrases. */
final class GermanNominals {
  private GermanNominals() {}

  static Words words(Nominal nominal, Case wanted) {
    if (nominal instanceof NounPhrase phrase) {
      return nounPhrase(phrase, wanted);
    }
    if (nominal instanceof Coordination pair) {
      return nounPhrase(pair.first(), wanted).add("und").add(nounPhrase(pair.second(), wanted));
    }
    return new Words().add(pronoun(nominal, wanted));
  }

  private static String pronoun(Nominal nominal, Case wanted) {
    if (nominal instanceof Pronoun pronoun) {
      return pronoun.person().german(wanted);
    }
    if (nominal instanceof RelativePronoun relative) {
      return GermanDeclension.relative(relative.person(), wanted);
    }
    if (!((Interrogative) nominal).human()) {
      return "was";
    }
    return switch (wanted) {
      case NOMINATIVE -> "wer";
      case ACCUSATIVE -> "wen";
      case DATIVE -> "wem";
      case GENITIVE -> "wessen";
    };
  }

  private static Words nounPhrase(NounPhrase phrase, Case wanted) {
    Noun noun = phrase.noun();
    Determiner determiner = phrase.determiner();
    var words = new Words();
    words.add(GermanDeclension.determiner(determiner, noun.gender(), phrase.plural(), wanted));
    return words.add(afterDeterminer(phrase, wanted));
  }

  private static Words afterDeterminer(NounPhrase phrase, Case wanted) {
    Noun noun = phrase.noun();
    var words = new Words();
    if (phrase.count() > 0) {
      words.add(GermanNumbers.cardinal(phrase.count()));
    }
    if (phrase.adjective() != null) {
      words.add(
          GermanDeclension.adjective(
              phrase.adjective(), phrase.determiner(), noun.gender(), phrase.plural(), wanted));
    }
    words.add(GermanDeclension.noun(noun, phrase.plural(), wanted));
    if (phrase.owner() != null) {
      words.add(nounPhrase(phrase.owner(), Case.GENITIVE));
    }
    if (phrase.relative() != null) {
      words.comma().add(GermanClauses.verbFinal(phrase.relative())).comma();
    }
    return words;
  }

  static Words prepositional(PrepositionalPhrase phrase) {
    if (phrase.nominal() == null) {
      return new Words().add(phrase.german());
    }
    if (phrase.nominal() instanceof NounPhrase noun && noun.determiner() == Determiner.DEFINITE) {
      String article =
          GermanDeclension.determiner(
              Determiner.DEFINITE, noun.noun().gender(), noun.plural(), phrase.governs());
      return new Words()
          .add(contracted(phrase.german(), article))
          .add(afterDeterminer(noun, phrase.governs()));
    }
    return new Words().add(phrase.german()).add(words(phrase.nominal(), phrase.governs()));
  }

  private static String contracted(String preposition, String article) {
    return switch (preposition + " " + article) {
      case "in dem" -> "im";
      case "in das" -> "ins";
      case "an dem" -> "am";
      case "an das" -> "ans";
      case "von dem" -> "vom";
      case "zu dem" -> "zum";
      case "zu der" -> "zur";
      default -> preposition + " " + article;
    };
  }
}
