package org.srupp.recipes.corpora.demo;

/** What can be a subject or an object. */
sealed interface Nominal {
  /** Person and number for agreement. */
  Person person();

  /** I, you, him; always a person. */
  record Pronoun(Person person) implements Nominal {}

  /** wer and was, who and what. */
  record Interrogative(boolean human) implements Nominal {
    @Override
    public Person person() {
      return human ? Person.HE : Person.IT;
    }
  }

  /** der, den, denen, who, whom, that: stands for its antecedent inside a relative clause. */
  record RelativePronoun(Person person, boolean human) implements Nominal {}

  /** Two noun phrases joined by und. */
  record Coordination(NounPhrase first, NounPhrase second) implements Nominal {
    @Override
    public Person person() {
      return Person.THEY;
    }
  }

  /**
   * A noun with what depends on it.
   *
   * @param determiner article or what stands for it
   * @param count 0 for none, else written out after the determiner; the noun is plural then
   * @param adjective may be null
   * @param noun head
   * @param plural whether the head is plural
   * @param owner genitive that follows the noun, may be null
   * @param relative clause that describes the noun, may be null; the noun's {@link RelativePronoun}
   *     stands in it
   */
  record NounPhrase(
      Determiner determiner,
      int count,
      Adjective adjective,
      Noun noun,
      boolean plural,
      NounPhrase owner,
      Clause relative)
      implements Nominal {
    @Override
    public Person person() {
      return Person.of(noun.gender(), plural);
    }

    /** Whether nominative and accusative differ: only the masculine singular with a determiner. */
    boolean showsCase() {
      return noun.gender() == Gender.MASCULINE
          && !plural
          && determiner.group(false) != Determiner.Group.NONE;
    }

    NounPhrase with(Determiner other) {
      return new NounPhrase(other, count, adjective, noun, plural, owner, relative);
    }

    NounPhrase describedBy(Clause clause) {
      return new NounPhrase(determiner, count, adjective, noun, plural, owner, clause);
    }

    NounPhrase ownedBy(NounPhrase other) {
      return new NounPhrase(determiner, count, adjective, noun, plural, other, relative);
    }

    boolean human() {
      return noun.is("person");
    }
  }
}
