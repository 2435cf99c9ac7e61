package org.srupp.recipes.corpora.demo;

import java.util.Set;

/** An endless, seeded source of sentence pairs; the same seed gives the same pairs. */
public final class PairSource {
  private final SentenceSampler sampler;
  private final GermanGrammar german = new GermanGrammar();
  private final EnglishGrammar english = new EnglishGrammar();

  public PairSource(long seed) {
    sampler = new SentenceSampler(new Dice(seed), Lexicon.load());
  }

  public SentencePair next() {
    Sentence sentence = sampler.sample();
    Set<String> combinations = Combinations.of(sentence);
    return new SentencePair(german.render(sentence), english.render(sentence), combinations);
  }
}
