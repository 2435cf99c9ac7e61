package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.srupp.tokenizers.text.TextLanguage;
import org.srupp.tokenizers.text.WordRules;

/**
 * The files of a pair of {@link SubwordTokenizer}s, which share codes and word rules. The
 * descriptor says in this order {@code kind=subword-nmt}, {@code words=none|moses|nltk}, {@code
 * source=de|en}, {@code target=de|en}, {@code lowercase=} and {@code restricted=true|false}.
 */
final class SubwordFiles {
  static final String KIND = "kind=subword-nmt";

  private final Path descriptor;
  private final List<String> lines;

  private SubwordFiles(Path descriptor, List<String> lines) {
    this.descriptor = descriptor;
    this.lines = lines;
  }

  /** Writes codes and vocabularies; returns the lines of the descriptor. */
  static List<String> save(Path folder, SubwordTokenizer source, SubwordTokenizer target)
      throws IOException {
    List<String> lines = describe(source.rules(), source, target);
    if (!source.codes().equals(target.codes())
        || !lines.equals(describe(target.rules(), source, target))
        || source.restricted() != target.restricted()) {
      throw new IllegalArgumentException(
          "source and target have different BPE codes or word rules, but a model folder holds joint"
              + " ones only");
    }
    source.codes().write(folder.resolve("bpe.codes"), SubwordCodes.Format.SUBWORD_NMT);
    source.vocabulary().write(folder.resolve("source.vocab"));
    target.vocabulary().write(folder.resolve("target.vocab"));
    return lines;
  }

  private static List<String> describe(
      WordRules rules, SubwordTokenizer source, SubwordTokenizer target) {
    return List.of(
        KIND,
        "words=" + spelled(rules.kind()),
        "source=" + spelled(source.rules().language()),
        "target=" + spelled(target.rules().language()),
        "lowercase=" + rules.lowercase(),
        "restricted=" + source.restricted());
  }

  static TokenizerPair load(Path folder, Path descriptor, List<String> lines) throws IOException {
    SubwordFiles file = new SubwordFiles(descriptor, lines);
    WordRules.Kind kind = file.choice(1, "words=", WordRules.Kind.values());
    TextLanguage source = file.choice(2, "source=", TextLanguage.values());
    TextLanguage target = file.choice(3, "target=", TextLanguage.values());
    boolean lowercase = file.choice(4, "lowercase=", Truth.values()) == Truth.TRUE;
    boolean restricted = file.choice(5, "restricted=", Truth.values()) == Truth.TRUE;
    SubwordCodes codes = SubwordCodes.read(folder.resolve("bpe.codes"));
    return new TokenizerPair(
        new SubwordTokenizer(
            new WordRules(kind, source, lowercase),
            codes,
            Vocabulary.read(folder.resolve("source.vocab")),
            restricted),
        new SubwordTokenizer(
            new WordRules(kind, target, lowercase),
            codes,
            Vocabulary.read(folder.resolve("target.vocab")),
            restricted));
  }

  private enum Truth {
    TRUE,
    FALSE
  }

  private <E extends Enum<E>> E choice(int at, String key, E[] constants)
      throws TokenizerFileException {
    List<String> expected = new ArrayList<>();
    for (E constant : constants) {
      String line = key + spelled(constant);
      if (at < lines.size() && lines.get(at).equals(line)) {
        return constant;
      }
      expected.add(line);
    }
    String found = at < lines.size() ? TextFile.shortened(lines.get(at)) : "no such line";
    throw new TokenizerFileException(
        descriptor,
        "line " + (at + 1) + ": found " + found + ", expected " + String.join(" or ", expected));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
