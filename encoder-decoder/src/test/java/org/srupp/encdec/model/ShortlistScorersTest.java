package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.model.TestModels.Variant;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.ParallelCorpus;
import org.srupp.seq2seq.data.Sentences;
import org.srupp.seq2seq.decode.BatchedSearch;
import org.srupp.seq2seq.decode.BeamConfig;
import org.srupp.seq2seq.decode.BeamSearch;
import org.srupp.seq2seq.decode.GreedySearch;
import org.srupp.seq2seq.decode.Hypothesis;
import org.srupp.seq2seq.decode.LengthLimits;
import org.srupp.seq2seq.decode.LengthNormalization;
import org.srupp.seq2seq.decode.OutputRules;
import org.srupp.seq2seq.decode.SequenceSearch;
import org.srupp.seq2seq.decode.SpecialIds;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.shortlist.Shortlist;
import org.srupp.seq2seq.shortlist.ShortlistBuilder;
import org.srupp.seq2seq.shortlist.ShortlistConfig;
import org.srupp.seq2seq.shortlist.VocabularyMark;
import org.srupp.seq2seq.torch.TorchEngine;

/** A search with a shortlist is as independent of its batch as one without. */
class ShortlistScorersTest {
  private static final int WORDS = 1000;
  private static final SpecialIds SPECIALS =
      new SpecialIds(TestModels.PAD, 1, TestModels.START, TestModels.END);
  private static final OutputRules RULES =
      new OutputRules(SPECIALS, LengthLimits.absolute(9), true);
  private static final SequenceSearch BEAM =
      new BeamSearch(new BeamConfig(4, 3, LengthNormalization.AVERAGE, 1), RULES);

  private NDManager manager;
  private WorkerPool pool;

  @BeforeEach
  void start() {
    manager = TorchEngine.start(1);
    pool = new WorkerPool(2);
  }

  @AfterEach
  void stop() {
    pool.close();
    manager.close();
  }

  static List<Variant> wide() {
    return List.of(
        new Variant("wide", TestModels.wide(true)),
        new Variant("wide transformer", TestModels.wideTransformer()));
  }

  private TranslationScorers scorers(Variant variant) {
    ParameterSet parameters = TestModels.parameters(manager, variant.config(), DataType.FLOAT32, 5);
    sharpen(parameters);
    return TestModels.model(
            variant.config(), parameters, TestKernels.twins(), TestModels.kernels(pool))
        .scorers();
  }

  /** Large differences between words, and sentences of a batch that end at different times. */
  private static void sharpen(ParameterSet parameters) {
    for (Parameter parameter : parameters.all()) {
      String name = parameter.name();
      boolean inner = name.contains(".layers.") && !name.contains("norm");
      float factor = name.equals("output_projection.weight") ? 20 : inner ? 3 : 1;
      for (long i = 0; i < parameter.shape().size(); i++) {
        float value = parameter.memory().getAtIndex(ValueLayout.JAVA_FLOAT, i);
        parameter.memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, factor * value);
      }
    }
    TestModels.set(parameters.all().getLast().memory(), DataType.FLOAT32, TestModels.END, 1);
  }

  /** From random pairs, so that each source piece has some thirty target pieces of its own. */
  private static Shortlist shortlist() {
    Random random = new Random(8);
    List<int[]> source = new ArrayList<>();
    List<int[]> target = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      source.add(random.ints(8, 4, WORDS).toArray());
      target.add(random.ints(8, 4, WORDS).toArray());
    }
    int[] alike = new int[WORDS];
    Arrays.fill(alike, -1);
    VocabularyMark mark = new VocabularyMark(WORDS, 0);
    return new ShortlistBuilder(new ShortlistConfig(20, 30), 2)
        .build(
            new ParallelCorpus(Sentences.of("source", source), Sentences.of("target", target)),
            mark,
            mark,
            alike);
  }

  private static int[][] sources(int count) {
    Random random = new Random(4);
    return IntStream.range(0, count)
        .mapToObj(i -> random.ints(1 + random.nextInt(11), 4, WORDS).toArray())
        .toArray(int[][]::new);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wide")
  void theLogitsAreThoseOfTheWholeVocabulary(Variant variant) {
    int[][] sources = sources(5);
    try (TranslationScorers scorers = scorers(variant);
        StepScorer whole = scorers.start(sources);
        StepScorer listed = new ShortlistScorers(scorers, shortlist(), SPECIALS).start(sources)) {
      int[] tokens = new int[5];
      Arrays.fill(tokens, TestModels.START);
      for (int step = 0; step < 3; step++) {
        float[] expected = whole.step(tokens).toArray(ValueLayout.JAVA_FLOAT);
        float[] found = listed.step(tokens).toArray(ValueLayout.JAVA_FLOAT);
        for (int row = 0; row < tokens.length; row++) {
          int count = listed.columns().count(row);
          assertTrue(count > 40 && count < 500, count + " columns");
          for (int column = 0; column < count; column++) {
            float logit = expected[row * WORDS + listed.columns().id(row, column)];
            // Sums of up to 256 products in another order.
            assertEquals(
                logit,
                found[row * listed.columns().stride() + column],
                1e-4 * Math.max(1, Math.abs(logit)));
          }
        }
        int[] parents = {4, 0, 0, 2};
        whole.select(parents);
        listed.select(parents);
        whole.select(new int[] {3, 1, 2, 2, 0});
        listed.select(new int[] {3, 1, 2, 2, 0});
        tokens = new int[] {7, 8, 9, 10, 11};
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wide")
  void aSearchFindsTheSameInEveryBatch(Variant variant) {
    int[][] sources = sources(200);
    int[][] prefixes = new int[200][0];
    for (int i = 0; i < 200; i += 3) {
      prefixes[i] = new int[] {5 + 4 * i};
    }
    try (TranslationScorers scorers = scorers(variant)) {
      ShortlistScorers listed = new ShortlistScorers(scorers, shortlist(), SPECIALS);
      for (SequenceSearch search : List.of(BEAM, new GreedySearch(RULES, true))) {
        List<List<Hypothesis>> alone =
            new BatchedSearch(search, listed, 1, 1000).run(sources, prefixes);
        long different =
            alone.stream().map(h -> Arrays.toString(h.get(0).tokens())).distinct().count();
        assertTrue(different > 20, different + " different translations");
        for (int size : new int[] {7, 64}) {
          check(alone, new BatchedSearch(search, listed, size, 1000), sources, prefixes);
        }
      }
      assertTrue(listed.meanSize() > 40 && listed.meanSize() < 400, listed.meanSize() + "");
    }
  }

  private static void check(
      List<List<Hypothesis>> alone, BatchedSearch batched, int[][] sources, int[][] prefixes) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, sources.length).boxed().toList());
    Collections.shuffle(order, new Random(6));
    List<List<Hypothesis>> found =
        batched.run(
            order.stream().map(i -> sources[i]).toArray(int[][]::new),
            order.stream().map(i -> prefixes[i]).toArray(int[][]::new));
    for (int i = 0; i < sources.length; i++) {
      List<Hypothesis> expected = alone.get(order.get(i));
      assertEquals(expected.size(), found.get(i).size());
      for (int n = 0; n < expected.size(); n++) {
        assertArrayEquals(expected.get(n).tokens(), found.get(i).get(n).tokens());
        assertEquals(expected.get(n).score(), found.get(i).get(n).score());
        assertArrayEquals(expected.get(n).tokenLogProbs(), found.get(i).get(n).tokenLogProbs());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wide")
  void anOutputHasWhatItsSentenceMayProduceAndItsPrefix(Variant variant) {
    int[][] sources = sources(40);
    Shortlist shortlist = shortlist();
    int[][] prefixes = new int[40][];
    for (int i = 0; i < prefixes.length; i++) {
      int[] allowed = shortlist.allowed(sources[i]);
      int outside =
          IntStream.range(4, WORDS)
              .filter(id -> Arrays.binarySearch(allowed, id) < 0)
              .skip(i)
              .findFirst()
              .orElseThrow();
      prefixes[i] = new int[] {outside, 10 + i};
    }
    try (TranslationScorers scorers = scorers(variant)) {
      List<List<Hypothesis>> found =
          BEAM.search(new ShortlistScorers(scorers, shortlist, SPECIALS), sources, prefixes);
      for (int i = 0; i < sources.length; i++) {
        int[] allowed = shortlist.allowed(sources[i], new int[] {1}, prefixes[i]);
        for (Hypothesis hypothesis : found.get(i)) {
          assertArrayEquals(prefixes[i], Arrays.copyOf(hypothesis.tokens(), 2));
          for (int token : hypothesis.tokens()) {
            assertTrue(Arrays.binarySearch(allowed, token) >= 0, "token " + token);
          }
        }
      }
    }
  }
}
