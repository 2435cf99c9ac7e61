package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.srupp.encdec.layers.TestKernels;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.data.PairBatch;
import org.srupp.seq2seq.decode.BatchedSearch;
import org.srupp.seq2seq.decode.BeamConfig;
import org.srupp.seq2seq.decode.BeamSearch;
import org.srupp.seq2seq.decode.Hypothesis;
import org.srupp.seq2seq.decode.LengthLimits;
import org.srupp.seq2seq.decode.LengthNormalization;
import org.srupp.seq2seq.decode.OutputRules;
import org.srupp.seq2seq.decode.SpecialIds;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.Optimizer;
import org.srupp.seq2seq.train.OptimizerConfig;

/** A tiny Transformer learns twelve sentence pairs by heart and finds them by searching. */
class TransformerCopyTest {
  private static final TransformerTranslationConfig CONFIG =
      new TransformerTranslationConfig(20, 20, 32, 4, 64, 1, 1, 0.05, 0, 0);

  @Test
  void whatIsLearnedByHeartIsFound() {
    try (NDManager manager = TorchEngine.start(1);
        WorkerPool pool = new WorkerPool(1)) {
      ParameterSet parameters =
          new ParameterSet(manager, TransformerTranslationModel.specs(CONFIG), DataType.FLOAT32, 1);
      TransformerTranslationModel model =
          new TransformerTranslationModel(
              CONFIG, parameters, TestKernels.vector(pool), TestModels.kernels(pool));
      TranslationTrainable trainable =
          new TranslationTrainable(
              manager,
              model,
              TestModels.batcher(DataType.FLOAT32),
              new VectorCrossEntropy(pool),
              new VectorMask(pool),
              0);
      PairBatch pairs = TestModels.pairs(new Random(5), CONFIG, 12, 7);
      double before = perWord(trainable, pairs);
      train(trainable, pairs, pool);
      double after = perWord(trainable, pairs);
      // Guessing among 20 words is 3 nats; the words after SOS alone cannot be known without the
      // source, which is 2.5 nats of 12 equally likely sentences.
      assertTrue(before > 2 && after < 0.1, "nats a word before " + before + ", after " + after);
      assertFound(model, pairs);
    }
  }

  private static double perWord(TranslationTrainable trainable, PairBatch pairs) {
    return trainable.evaluate(pairs).nats() / trainable.predictions(pairs);
  }

  private static void train(TranslationTrainable trainable, PairBatch pairs, WorkerPool pool) {
    OptimizerConfig adam =
        new OptimizerConfig(
            OptimizerConfig.Kind.ADAM, 0.9, 0.99, 1e-8, 0, OptimizerConfig.FirstSteps.MOMENTUM);
    Optimizer optimizer = Optimizer.of(adam, new VectorUpdate(pool), trainable.parameters());
    for (int step = 0; step < 200; step++) {
      trainable.zeroGradients();
      trainable.accumulate(pairs, 1.0 / trainable.predictions(pairs), step);
      optimizer.update(trainable.parameters(), 3e-3, 1);
    }
  }

  private static void assertFound(TranslationModel model, PairBatch pairs) {
    BeamSearch search =
        new BeamSearch(
            new BeamConfig(4, 1, LengthNormalization.AVERAGE, 1),
            new OutputRules(
                new SpecialIds(TestModels.PAD, 1, TestModels.START, TestModels.END),
                LengthLimits.absolute(9),
                true));
    try (TranslationScorers scorers = model.scorers()) {
      List<List<Hypothesis>> found =
          new BatchedSearch(search, scorers, 5, 1000).run(pairs.sources());
      for (int i = 0; i < pairs.size(); i++) {
        assertArrayEquals(pairs.targets()[i], found.get(i).getFirst().tokens(), "sentence " + i);
      }
    }
  }
}
