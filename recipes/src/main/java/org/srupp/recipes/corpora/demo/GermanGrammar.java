package org.srupp.recipes.corpora.demo;

/** Renders a meaning as a German sentence. */
final class GermanGrammar {
  String render(Sentence sentence) {
    if (sentence instanceof Sentence.Statement statement) {
      return GermanClauses.verbSecond(statement.clause()).sentence('.');
    }
    if (sentence instanceof Sentence.YesNoQuestion question) {
      return GermanClauses.verbFirst(question.clause()).sentence('?');
    }
    if (sentence instanceof Sentence.NominalQuestion question) {
      return GermanClauses.verbSecond(question.clause()).sentence('?');
    }
    if (sentence instanceof Sentence.AdverbQuestion question) {
      return new Words()
          .add(question.adverb().german())
          .add(GermanClauses.verbFirst(question.clause()))
          .sentence('?');
    }
    if (sentence instanceof Sentence.Command command) {
      return new Words()
          .add(command.please() ? "bitte" : "")
          .add(GermanClauses.command(command.clause()))
          .sentence('!');
    }
    if (sentence instanceof Sentence.Complex complex) {
      return complex(complex);
    }
    if (sentence instanceof Sentence.WithInfinitive infinitive) {
      return GermanClauses.verbSecond(infinitive.main())
          .comma()
          .add(infinitive.purpose() ? "um" : "")
          .add(GermanClauses.infinitive(infinitive.infinitive()))
          .sentence('.');
    }
    return coordinated((Sentence.Coordinated) sentence);
  }

  /** A subordinate clause in front takes the first place, so the main verb follows it. */
  private static String complex(Sentence.Complex complex) {
    Words sub =
        new Words().add(complex.conjunction().german()).add(GermanClauses.verbFinal(complex.sub()));
    return complex.subFirst()
        ? sub.comma().add(GermanClauses.verbFirst(complex.main())).sentence('.')
        : GermanClauses.verbSecond(complex.main()).comma().add(sub).sentence('.');
  }

  private static String coordinated(Sentence.Coordinated pair) {
    Words words = GermanClauses.verbSecond(pair.first());
    if (pair.contrast()) {
      words.comma();
    }
    return words
        .add(pair.contrast() ? "aber" : "und")
        .add(GermanClauses.verbSecond(pair.second()))
        .sentence('.');
  }
}
