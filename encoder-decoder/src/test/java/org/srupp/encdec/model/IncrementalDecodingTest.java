package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.encdec.model.TestModels.Variant;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.decode.StepScorer;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.testkit.TensorAssert;

/** Decoding step by step is the forward pass over the whole target, whatever the search does. */
class IncrementalDecodingTest {
  private static final int STEPS = 21;

  static List<Variant> variants() {
    return TestModels.variants();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void eachStepGivesTheLogitsOfTheWholeForwardPass(Variant variant) {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(1)) {
      TranslationModel model =
          TestModels.model(
              variant.config(),
              TestModels.parameters(manager, variant.config(), DataType.FLOAT32, 5),
              TestKernels.twins(),
              TestModels.kernels(pool));
      Random random = new Random(8);
      int[][] sources = TestModels.pairs(random, variant.config(), 5, 9).sources();
      try (TranslationScorers scorers = model.scorers();
          StepScorer scorer = scorers.start(sources)) {
        new Search(manager, model, scorer, sources, random).run();
      }
    }
  }

  /** A search that goes nowhere: random words, and random hypotheses that go on. */
  private static final class Search {
    private final NDManager manager;
    private final TranslationModel model;
    private final StepScorer scorer;
    private final int[][] sources;
    private final Random random;
    private int[] sentences;
    private int[][] histories;

    Search(
        NDManager manager,
        TranslationModel model,
        StepScorer scorer,
        int[][] sources,
        Random random) {
      this.manager = manager;
      this.model = model;
      this.scorer = scorer;
      this.sources = sources;
      this.random = random;
      sentences = IntStream.range(0, sources.length).toArray();
      histories = new int[sources.length][0];
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        int[] tokens = new int[sentences.length];
        for (int row = 0; row < tokens.length; row++) {
          tokens[row] = step == 0 ? TestModels.START : histories[row][step - 1];
        }
        compare(step, scorer.step(tokens));
        if (step % 3 != 1) {
          select();
        }
        for (int row = 0; row < sentences.length; row++) {
          histories[row] = Arrays.copyOf(histories[row], step + 1);
          histories[row][step] = random.nextInt(4, scorer.vocabularySize());
        }
      }
    }

    /** From 1 to 40 rows: some dropped, some twice, in any order, of any sentence. */
    private void select() {
      int rows = random.nextInt(4) == 0 ? 40 : random.nextInt(1, 8);
      int[] parents = random.ints(rows, 0, sentences.length).toArray();
      scorer.select(parents);
      sentences = Arrays.stream(parents).map(p -> sentences[p]).toArray();
      histories = Arrays.stream(parents).mapToObj(p -> histories[p]).toArray(int[][]::new);
    }

    private void compare(int step, MemorySegment logits) {
      float[] found = logits.toArray(ValueLayout.JAVA_FLOAT);
      float[] expected = lastLogits();
      // Logits are below 10; both ways round the same sums in another order, about 10 matrix
      // products deep, each off by a few 2^-24 of its size; a state hands its error on for a few
      // steps.
      TensorAssert.assertClose("logits of step " + step, expected, found, 2e-5, 1e-5);
    }

    private float[] lastLogits() {
      PairBatch batch =
          new PairBatch(
              sentences,
              Arrays.stream(sentences).mapToObj(s -> sources[s]).toArray(int[][]::new),
              histories);
      try (NDManager step = manager.newSubManager();
          Tape tape = Tape.off()) {
        TranslationInputs inputs = TestModels.batcher(DataType.FLOAT32).tensors(step, batch);
        NDArray logits = model.logits(tape, inputs, Dropout.NONE);
        logits.attach(step);
        float[] all = TensorMemory.of(logits).toArray(ValueLayout.JAVA_FLOAT);
        int last = sentences.length * scorer.vocabularySize();
        return Arrays.copyOfRange(all, all.length - last, all.length);
      }
    }
  }
}
