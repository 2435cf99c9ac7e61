package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srupp.tokenizers.text.WhiteSpace;
import org.srupp.tokenizers.text.WordRules;

/**
 * Raw text to the pieces of subword-nmt or fastBPE codes and back, with the word tokenizer in front
 * that the published preparations of IWSLT and WMT have: words by {@link WordRules}, pieces by
 * {@link SubwordSegmenter}, ids by the vocabulary.
 *
 * <p>{@code decode(encode(x))} is what {@link WordRules#detokenize} makes of the words of x, which
 * does not bring back every blank; an unknown piece comes back as {@link Vocabulary#UNKNOWN_TEXT}.
 */
public final class SubwordTokenizer implements Tokenizer {
  private static final Set<String> RESERVED =
      Set.of(SpecialTokens.PAD, SpecialTokens.UNK, SpecialTokens.SOS, SpecialTokens.EOS);

  private final WordRules rules;
  private final SubwordCodes codes;
  private final Vocabulary vocabulary;
  private final boolean restricted;
  private final SubwordSegmenter segmenter;

  /**
   * A tokenizer of these codes and the vocabulary of its side.
   *
   * @param restricted whether merges are taken back whose piece is not in the vocabulary
   */
  public SubwordTokenizer(
      WordRules rules, SubwordCodes codes, Vocabulary vocabulary, boolean restricted) {
    this.rules = rules;
    this.codes = codes;
    this.vocabulary = vocabulary;
    this.restricted = restricted;
    segmenter =
        restricted ? new SubwordSegmenter(codes, pieces(vocabulary)) : new SubwordSegmenter(codes);
  }

  private static Set<String> pieces(Vocabulary vocabulary) {
    Set<String> pieces = new HashSet<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      pieces.add(vocabulary.piece(id));
    }
    return pieces;
  }

  /** How words are cut. */
  public WordRules rules() {
    return rules;
  }

  /** The merges. */
  public SubwordCodes codes() {
    return codes;
  }

  /** Whether merges are taken back whose piece is not in the vocabulary. */
  public boolean restricted() {
    return restricted;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encode(String line) {
    IdBuffer ids = new IdBuffer(line.length() / 4);
    WhiteSpace.split(rules.tokenize(line), word -> ids.add(ids(word)));
    return ids.toArray();
  }

  private int[] ids(String word) {
    List<String> pieces = segmenter.pieces(word);
    int[] ids = new int[pieces.size()];
    Arrays.setAll(ids, i -> id(pieces.get(i)));
    return ids;
  }

  // A text may spell a special; it must not become one.
  private int id(String piece) {
    return RESERVED.contains(piece) ? vocabulary.specials().unk() : vocabulary.id(piece);
  }

  @Override
  public List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    WhiteSpace.split(rules.tokenize(line), word -> pieces.addAll(segmenter.pieces(word)));
    return pieces;
  }

  @Override
  public String decode(int[] ids) {
    return rules.detokenize(words(ids));
  }

  @Override
  public String words(int[] ids) {
    StringBuilder line = new StringBuilder();
    for (int id : ids) {
      if (!vocabulary.specials().isSilent(id)) {
        boolean unknown = id == vocabulary.specials().unk();
        line.append(line.isEmpty() ? "" : " ")
            .append(unknown ? Vocabulary.UNKNOWN_TEXT : vocabulary.piece(id));
      }
    }
    return SubwordSegmenter.join(line.toString());
  }

  @Override
  public String words(String line) {
    return rules.tokenize(line);
  }
}
