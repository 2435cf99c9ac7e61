package org.srupp.recipes.corpora.demo;

/** Renders a meaning as an English sentence. */
final class EnglishGrammar {
  String render(Sentence sentence) {
    if (sentence instanceof Sentence.Statement statement) {
      return EnglishClauses.statement(statement.clause()).sentence('.');
    }
    if (sentence instanceof Sentence.YesNoQuestion question) {
      return EnglishClauses.question(question.clause()).sentence('?');
    }
    if (sentence instanceof Sentence.NominalQuestion question) {
      return EnglishClauses.nominalQuestion(question.clause()).sentence('?');
    }
    if (sentence instanceof Sentence.AdverbQuestion question) {
      return new Words()
          .add(question.adverb().english())
          .add(EnglishClauses.question(question.clause()))
          .sentence('?');
    }
    if (sentence instanceof Sentence.Command command) {
      return new Words()
          .add(command.please() ? "please" : "")
          .add(command.clause().negated() ? "do not" : "")
          .add(EnglishClauses.bare(command.clause()))
          .sentence('!');
    }
    if (sentence instanceof Sentence.Complex complex) {
      return complex(complex);
    }
    if (sentence instanceof Sentence.WithInfinitive infinitive) {
      return EnglishClauses.statement(infinitive.main())
          .add(infinitive.purpose() ? "in order to" : "to")
          .add(EnglishClauses.bare(infinitive.infinitive()))
          .sentence('.');
    }
    return coordinated((Sentence.Coordinated) sentence);
  }

  private static String complex(Sentence.Complex complex) {
    Words main = EnglishClauses.statement(complex.main());
    Words sub =
        new Words()
            .add(complex.conjunction().english())
            .add(EnglishClauses.statement(complex.sub()));
    return complex.subFirst() ? sub.comma().add(main).sentence('.') : main.add(sub).sentence('.');
  }

  private static String coordinated(Sentence.Coordinated pair) {
    Words words = EnglishClauses.statement(pair.first());
    if (pair.contrast()) {
      words.comma();
    }
    return words
        .add(pair.contrast() ? "but" : "and")
        .add(EnglishClauses.statement(pair.second()))
        .sentence('.');
  }
}
