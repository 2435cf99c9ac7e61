package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.srupp.tokenizers.sentencepiece.ModelPiece.Type;
import org.srupp.tokenizers.sentencepiece.Stretches.Stretch;

/**
 * Learns BPE models in SentencePiece's format. The pieces are those of {@code spm_train} 0.1.97
 * with the same options, but where its choice hangs on the order of its hash tables: it looks only
 * at the most frequent twentieth of the pairs, chosen anew every 100 merges, while here every pair
 * is looked at. Scripts are those of the JDK's Unicode version, which is newer.
 */
public final class SentencePieceLearner {
  private SentencePieceLearner() {}

  /**
   * Learns a model; the result depends on the configuration and the counts alone.
   *
   * @param counts of the text, made with the same configuration
   * @return a model file, as SentencePiece loads it
   * @throws IllegalArgumentException if the vocabulary size is below what characters and other
   *     pieces need (the message says how much that is) or above what the text yields (it says how
   *     much that is), or if there is no text
   */
  public static byte[] learn(SentencePieceConfig config, SentenceCounts counts) {
    Stretches text = counts.stretches();
    List<Stretch> stretches = text.all();
    if (stretches.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no text to learn from: %d lines were taken, %d were longer than %d bytes, %d held the reserved character U+2585",
              counts.lines(),
              counts.tooLongLines(),
              SentenceCounts.LONGEST_LINE,
              counts.reservedLines()));
    }
    MetaPieces metaPieces = config.metaPieces();
    List<Integer> alphabet = new Alphabet(config, stretches, text.boundaries()).characters();
    int fixed = metaPieces.size() + alphabet.size();
    if (config.vocabularySize() < fixed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vocabularySize is %d, but %d specials, symbols and bytes and %d characters of the text need %d; raise it or lower characterCoverage",
              config.vocabularySize(),
              metaPieces.size(),
              alphabet.size(),
              fixed));
    }
    int room = config.vocabularySize() - fixed;
    List<String> learned = new PairMerger(config.rules(), alphabet, stretches).pieces(room);
    if (learned.size() < room) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vocabularySize is %d, but the text yields no more than %d pieces; lower it or take more text",
              config.vocabularySize(),
              fixed + learned.size()));
    }
    alphabet.forEach(cp -> learned.add(Character.toString(cp)));
    return new ModelWriter(config).write(numbered(config.vocabularySize(), metaPieces, learned));
  }

  private static List<ModelPiece> numbered(int size, MetaPieces metaPieces, List<String> learned) {
    List<ModelPiece> pieces = new ArrayList<>(size);
    int next = 0;
    for (int id = 0; id < size; id++) {
      ModelPiece meta = metaPieces.get(id);
      pieces.add(
          meta != null ? meta : new ModelPiece(learned.get(next), Type.NORMAL, -(float) next++));
    }
    return pieces;
  }

  /**
   * Refuses the kinds of SentencePiece model that are not learned here.
   *
   * @throws IllegalArgumentException if {@code modelType} is not {@code bpe}
   */
  public static void requireLearnable(String modelType) {
    if (Set.of("unigram", "word", "char").contains(modelType)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model type %s is read and applied here but not learned; learn with bpe, or learn it with spm_train and give its file",
              modelType));
    }
    if (!modelType.equals("bpe")) {
      throw new IllegalArgumentException("unknown model type " + modelType + ", expected bpe");
    }
  }
}
