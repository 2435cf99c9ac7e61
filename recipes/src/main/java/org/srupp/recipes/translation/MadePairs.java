package org.srupp.recipes.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.recipes.config.BatchSection;
import org.srupp.recipes.config.Recipe;
import org.srupp.recipes.training.MadeIds;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.Sentences;
import org.srupp.tokenizers.SpecialTokens;

/**
 * Sentence pairs of random ids. Lengths are drawn from a log-normal distribution around {@value
 * #MEDIAN} pieces; a target is up to a fifth shorter or longer than its source.
 */
final class MadePairs {
  private static final int MEDIAN = 20;
  private static final double SPREAD = 0.5;
  private static final double SHORTEST_TARGET = 0.8;
  private static final double LONGEST_TARGET = 1.2;
  private static final int LEAST_PAIRS = 10_000;
  private static final int FIRST_PIECE = SpecialTokens.TARGET.eos() + 1;

  private final SplittableRandom random;
  private final int longest;

  private MadePairs(Recipe recipe) {
    random = new SplittableRandom(recipe.seed());
    longest = recipe.data().maxLength() - 1; // the decoder's input has the start symbol besides
  }

  /**
   * A corpus that fills the recipe's batches.
   *
   * @param source pieces of the source side, specials included
   * @param target pieces of the target side, specials included
   * @throws IllegalArgumentException if a side has specials only
   */
  static ParallelCorpus of(Recipe recipe, int source, int target) {
    return new MadePairs(recipe).corpus(pairs(recipe.batch()), source, target);
  }

  private static int pairs(BatchSection batch) {
    return Math.max(LEAST_PAIRS, Math.multiplyExact(batch.sentences(), batch.accumulate()));
  }

  private ParallelCorpus corpus(int pairs, int source, int target) {
    MadeIds sourceIds = new MadeIds(FIRST_PIECE, source, random);
    MadeIds targetIds = new MadeIds(FIRST_PIECE, target, random);
    List<int[]> sources = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      int length = length(MEDIAN * Math.exp(SPREAD * random.nextGaussian()));
      sources.add(sourceIds.next(length));
      targets.add(
          targetIds.next(length(length * random.nextDouble(SHORTEST_TARGET, LONGEST_TARGET))));
    }
    return new ParallelCorpus(
        Sentences.of("made sources", sources), Sentences.of("made targets", targets));
  }

  private int length(double wanted) {
    return (int) Math.clamp(Math.round(wanted), 1, longest);
  }
}
