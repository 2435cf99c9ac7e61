package org.srupp.recipes.corpora.demo;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of both languages, read from the tables in {@code corpora/demo}. */
record Lexicon(
    List<Noun> nouns,
    List<Verb> verbs,
    List<Adjective> adjectives,
    List<Adverb> adverbs,
    List<TimedExpression> times) {
  /** A time expression with the tenses that it goes with. */
  record TimedExpression(TimeExpression expression, Set<Tense> tenses) {}

  static Lexicon load() {
    return new Lexicon(
        TsvReader.resource("nouns.tsv", 8, Lexicon::noun),
        TsvReader.resource("verbs.tsv", 15, Lexicon::verb),
        TsvReader.resource("adjectives.tsv", 6, Lexicon::adjective),
        TsvReader.resource("adverbs.tsv", 3, Lexicon::adverb),
        TsvReader.resource("times.tsv", 3, Lexicon::time));
  }

  Noun noun(String singular) {
    return nouns.stream().filter(n -> n.singular().equals(singular)).findFirst().orElseThrow();
  }

  /** The verb with the given infinitive and frame; a lemma may have two entries. */
  Verb verb(String lemma, String frame) {
    return verbs.stream()
        .filter(v -> v.lemma().equals(lemma) && v.takes(frame))
        .findFirst()
        .orElseThrow();
  }

  Adjective adjective(String german) {
    return adjectives.stream().filter(a -> a.german().equals(german)).findFirst().orElseThrow();
  }

  Adverb adverb(String german) {
    return adverbs.stream().filter(a -> a.german().equals(german)).findFirst().orElseThrow();
  }

  static Noun noun(String[] c) {
    String oblique = c[2].equals("=") ? c[0] : c[2];
    String genitive = c[3].equals("=") ? c[0] : c[3];
    return new Noun(
        c[0], Gender.of(c[1]), oblique, genitive, optional(c[4]), c[5], optional(c[6]), set(c[7]));
  }

  static Verb verb(String[] c) {
    int bar = c[0].indexOf('|');
    if (!c[5].equals("haben") && !c[5].equals("sein")) {
      throw new IllegalArgumentException("auxiliary is " + c[5] + ", expected haben or sein");
    }
    String progressive = c[9].equals("-") ? EnglishMorphology.progressive(c[6]) : c[9];
    return new Verb(
        bar < 0 ? "" : c[0].substring(0, bar),
        c[0].substring(bar + 1),
        c[1],
        c[2],
        optional(c[3]),
        c[4],
        c[5],
        new Verb.EnglishForms(c[6], c[7], c[8], progressive),
        optional(c[10]),
        set(c[11]),
        set(c[12]),
        set(c[13]),
        set(c[14]));
  }

  static Adjective adjective(String[] c) {
    return new Adjective(c[0], c[1], optional(c[2]), c[3], optional(c[4]), set(c[5]));
  }

  static Adverb adverb(String[] c) {
    return new Adverb(c[0], c[1], c[2].equals("frequency"));
  }

  static TimedExpression time(String[] c) {
    var tenses = new LinkedHashSet<Tense>();
    for (String tense : c[2].split(",")) {
      tenses.add(Tense.valueOf(tense.toUpperCase(java.util.Locale.ROOT)));
    }
    return new TimedExpression(new TimeExpression(c[0], c[1]), tenses);
  }

  private static String optional(String cell) {
    return cell.equals("-") ? "" : cell;
  }

  private static Set<String> set(String cell) {
    return cell.equals("-") ? Set.of() : new LinkedHashSet<>(Arrays.asList(cell.split(",")));
  }
}
