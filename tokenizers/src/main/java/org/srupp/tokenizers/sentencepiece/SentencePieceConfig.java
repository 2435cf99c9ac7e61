package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a SentencePiece BPE model is learned; the options of {@code spm_train --model_type=bpe} under
 * longer names.
 *
 * @param vocabularySize all pieces of the model: specials, symbols, bytes, characters and merges
 * @param characterCoverage the share of the text's characters that get a piece, the most frequent
 *     first; 0.98 to 1
 * @param requiredCharacters characters that get a piece in any case
 * @param byteFallback whether a character without a piece is written as its UTF-8 bytes; costs 256
 *     pieces
 * @param normalization what happens to a line before it is cut
 * @param rules which strings may become pieces
 * @param specials pieces that stand for no text
 * @param controlSymbols further pieces that no text becomes
 * @param userDefinedSymbols strings that are never split; a blank in them is written U+2581
 */
public record SentencePieceConfig(
    int vocabularySize,
    double characterCoverage,
    String requiredCharacters,
    boolean byteFallback,
    Normalization normalization,
    PieceRules rules,
    SpecialPieces specials,
    List<String> controlSymbols,
    List<String> userDefinedSymbols) {
  private static final double LEAST_COVERAGE = 0.98;

  public SentencePieceConfig {
    controlSymbols = List.copyOf(controlSymbols);
    userDefinedSymbols = List.copyOf(userDefinedSymbols);
    List<String> wrong = new ArrayList<>();
    if (vocabularySize < 1) {
      wrong.add("vocabularySize must be 1 or more, found " + vocabularySize);
    }
    if (!(characterCoverage >= LEAST_COVERAGE && characterCoverage <= 1)) {
      wrong.add("characterCoverage must be in 0.98 to 1, found " + characterCoverage);
    }
    specials.present().forEach(special -> requireText("special piece", special.piece(), wrong));
    controlSymbols.forEach(symbol -> requireText("control symbol", symbol, wrong));
    userDefinedSymbols.forEach(symbol -> requireText("user-defined symbol", symbol, wrong));
    requireCharacters(requiredCharacters, controlSymbols, userDefinedSymbols, wrong);
    MetaPieces pieces = new MetaPieces(specials, controlSymbols, userDefinedSymbols, byteFallback);
    wrong.addAll(pieces.mistakes());
    if (vocabularySize > 0 && pieces.highestId() >= vocabularySize) {
      wrong.add(
          String.format(
              Locale.ROOT,
              "vocabularySize is %d, but specials, symbols and bytes reach id %d; raise it above",
              vocabularySize,
              pieces.highestId()));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** The settings of {@code spm_train --model_type=bpe} with no other option. */
  public static SentencePieceConfig of(int vocabularySize) {
    return new SentencePieceConfig(
        vocabularySize,
        0.9995,
        "",
        false,
        Normalization.DEFAULT,
        PieceRules.DEFAULT,
        SpecialPieces.DEFAULT,
        List.of(),
        List.of());
  }

  /** The pieces that are not learned. */
  MetaPieces metaPieces() {
    return new MetaPieces(specials, controlSymbols, userDefinedSymbols, byteFallback);
  }

  private static void requireText(String what, String text, List<String> wrong) {
    if (text.isEmpty()) {
      wrong.add(what + " must not be empty");
    } else if (text.indexOf(' ') >= 0) {
      wrong.add(what + " \"" + text + "\" has a blank in it; write U+2581 in its place");
    } else if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(Characters::isSurrogate)) {
      wrong.add(what + " \"" + text + "\" has NUL or half a surrogate pair in it");
    }
  }

  private static void requireCharacters(
      String required, List<String> control, List<String> userDefined, List<String> wrong) {
    required
        .codePoints()
        .filter(SentencePieceConfig::hasNoPiece)
        .distinct()
        .forEach(
            cp ->
                wrong.add(
                    String.format(Locale.ROOT, "required character U+%04X can have no piece", cp)));
    required
        .codePoints()
        .mapToObj(Character::toString)
        .filter(text -> control.contains(text) || userDefined.contains(text))
        .distinct()
        .forEach(text -> wrong.add("required character " + text + " is a symbol too"));
  }

  private static boolean hasNoPiece(int cp) {
    return cp == 0
        || cp == ' '
        || cp == '\t'
        || cp == Characters.RESERVED
        || Characters.isSurrogate(cp);
  }
}
