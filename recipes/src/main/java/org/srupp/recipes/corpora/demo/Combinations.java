package org.srupp.recipes.corpora.demo;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.srupp.recipes.corpora.demo.Nominal.Coordination;
import org.srupp.recipes.corpora.demo.Nominal.NounPhrase;

/**
 * What a sentence combines: each adjective with its noun ({@code alt Hund}), each verb with the
 * noun of an object ({@code kaufen_Hund}), each verb with the structure it stands in ({@code
 * because/past kaufen}). The last is the kind of clause with its tense or modal verb.
 */
final class Combinations {
  private final Set<String> found = new LinkedHashSet<>();

  private Combinations() {}

  static Set<String> of(Sentence sentence) {
    var combinations = new Combinations();
    combinations.visit(sentence);
    return combinations.found;
  }

  private void visit(Sentence sentence) {
    if (sentence instanceof Sentence.Statement statement) {
      visit("statement-" + statement.clause().front(), statement.clause());
    } else if (sentence instanceof Sentence.YesNoQuestion question) {
      visit("question", question.clause());
    } else if (sentence instanceof Sentence.NominalQuestion question) {
      visit("question-" + question.clause().front(), question.clause());
    } else if (sentence instanceof Sentence.AdverbQuestion question) {
      visit("question-" + question.adverb(), question.clause());
    } else if (sentence instanceof Sentence.Command command) {
      visit("command-" + command.clause().subject().person(), command.clause());
    } else if (sentence instanceof Sentence.Complex complex) {
      visit(complex.subFirst() ? "after-clause" : "before-clause", complex.main());
      visit(complex.conjunction().name(), complex.sub());
    } else if (sentence instanceof Sentence.WithInfinitive infinitive) {
      visit("before-infinitive", infinitive.main());
      visit(infinitive.purpose() ? "purpose" : "infinitive", infinitive.infinitive());
    } else if (sentence instanceof Sentence.Coordinated pair) {
      visit("first-clause", pair.first());
      visit("second-clause", pair.second());
    }
  }

  private void visit(String kind, Clause clause) {
    String verb = clause.verb().lemma();
    String tense = clause.modal() == null ? clause.tense().name() : clause.modal().name();
    found.add((kind + "/" + tense).toLowerCase(Locale.ROOT) + " " + verb);
    nominal(null, clause.subject());
    nominal(verb, clause.accusative());
    nominal(verb, clause.dative());
    prepositional(verb, clause.complement());
    prepositional(null, clause.place());
    if (clause.predicate() != null) {
      predicate(clause);
    }
  }

  private void predicate(Clause clause) {
    String adjective = clause.predicate().adjective().german();
    if (clause.subject() instanceof NounPhrase phrase) {
      found.add(adjective + " " + phrase.noun().singular());
    }
    nominal(null, clause.predicate().other());
  }

  private void prepositional(String verb, PrepositionalPhrase phrase) {
    if (phrase != null) {
      nominal(verb, phrase.nominal());
    }
  }

  private void nominal(String verb, Nominal nominal) {
    if (nominal instanceof Coordination pair) {
      nominal(verb, pair.first());
      nominal(verb, pair.second());
    }
    if (nominal instanceof NounPhrase phrase) {
      String noun = phrase.noun().singular();
      if (verb != null) {
        found.add(verb + "_" + noun);
      }
      if (phrase.adjective() != null) {
        found.add(phrase.adjective().german() + " " + noun);
      }
      nominal(null, phrase.owner());
      if (phrase.relative() != null) {
        visit("relative-" + phrase.relative().front(), phrase.relative());
      }
    }
  }
}
