package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The tokenizer files of a model folder. {@code tokenizer.txt} says which kind they are and is
 * written last; {@code kind=bpe} has {@code bpe.codes}, {@code source.vocab}, {@code target.vocab};
 * {@code kind=subword-nmt} has the same files and more lines, see {@link SubwordFiles}; {@code
 * kind=sentencepiece} has {@code source.model}, {@code target.model}.
 */
public final class TokenizerFiles {
  private static final String DESCRIPTOR = "tokenizer.txt";
  private static final String BPE = "kind=bpe";
  private static final String SENTENCE_PIECE = "kind=sentencepiece";

  private TokenizerFiles() {}

  /**
   * Writes the files of both sides into an existing folder; each appears whole or not at all.
   *
   * @throws IllegalArgumentException if the sides are of different kinds, or BPE sides have
   *     different codes
   */
  public static void save(Path folder, TokenizerPair pair) throws IOException {
    if (pair.source() instanceof BpeTokenizer source
        && pair.target() instanceof BpeTokenizer target) {
      if (!source.codes().equals(target.codes())) {
        throw new IllegalArgumentException(
            "source and target have different BPE codes, but a model folder holds joint codes only");
      }
      source.codes().write(folder.resolve("bpe.codes"));
      source.vocabulary().write(folder.resolve("source.vocab"));
      target.vocabulary().write(folder.resolve("target.vocab"));
      TextFile.writeLines(folder.resolve(DESCRIPTOR), List.of(BPE));
    } else if (pair.source() instanceof SubwordTokenizer source
        && pair.target() instanceof SubwordTokenizer target) {
      TextFile.writeLines(folder.resolve(DESCRIPTOR), SubwordFiles.save(folder, source, target));
    } else if (pair.source() instanceof SentencePieceTokenizer source
        && pair.target() instanceof SentencePieceTokenizer target) {
      source.write(folder.resolve("source.model"));
      target.write(folder.resolve("target.model"));
      TextFile.writeLines(folder.resolve(DESCRIPTOR), List.of(SENTENCE_PIECE));
    } else {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "source and target tokenizers must be of the same kind, found %s and %s",
              pair.source().getClass().getSimpleName(),
              pair.target().getClass().getSimpleName()));
    }
  }

  /**
   * Loads what {@link #save} wrote; the folder may have been moved.
   *
   * @throws TokenizerFileException if a file is missing or malformed; names file and line
   */
  public static TokenizerPair load(Path folder) throws IOException {
    try {
      List<String> descriptor = TextFile.readLines(folder.resolve(DESCRIPTOR));
      if (descriptor.equals(List.of(BPE))) {
        return loadBpe(folder);
      }
      if (descriptor.equals(List.of(SENTENCE_PIECE))) {
        return new TokenizerPair(
            SentencePieceTokenizer.read(folder.resolve("source.model")),
            SentencePieceTokenizer.read(folder.resolve("target.model")));
      }
      if (!descriptor.isEmpty() && descriptor.get(0).equals(SubwordFiles.KIND)) {
        return withEnds(folder, SubwordFiles.load(folder, folder.resolve(DESCRIPTOR), descriptor));
      }
      throw new TokenizerFileException(
          folder.resolve(DESCRIPTOR),
          String.format(
              Locale.ROOT,
              "line 1: found %s, expected the one line %s or %s, or %s and the lines that go with it",
              descriptor,
              BPE,
              SENTENCE_PIECE,
              SubwordFiles.KIND));
    } catch (NoSuchFileException e) {
      throw new TokenizerFileException(
          Path.of(e.getFile()),
          "no such file, though a model folder needs it; is the folder complete?");
    }
  }

  private static TokenizerPair loadBpe(Path folder) throws IOException {
    BpeCodes codes = BpeCodes.read(folder.resolve("bpe.codes"));
    return withEnds(
        folder,
        new TokenizerPair(
            tokenizer(codes, folder.resolve("source.vocab")),
            tokenizer(codes, folder.resolve("target.vocab"))));
  }

  private static TokenizerPair withEnds(Path folder, TokenizerPair pair)
      throws TokenizerFileException {
    SpecialTokens specials = pair.target().vocabulary().specials();
    if (specials.sos() == SpecialTokens.NONE || specials.eos() == SpecialTokens.NONE) {
      throw new TokenizerFileException(
          folder.resolve("target.vocab"),
          "no line for <sos> or <eos>, which the target side needs");
    }
    return pair;
  }

  private static Tokenizer tokenizer(BpeCodes codes, Path vocabularyFile) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(vocabularyFile);
    try {
      return new BpeTokenizer(codes, vocabulary);
    } catch (IllegalArgumentException e) {
      throw new TokenizerFileException(vocabularyFile, e.getMessage());
    }
  }
}
