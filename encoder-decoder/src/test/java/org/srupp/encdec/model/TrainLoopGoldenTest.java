package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.data.StreamChunk;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.seq2seq.train.LimitsConfig;
import org.srupp.seq2seq.train.OptimizerConfig;
import org.srupp.seq2seq.train.ProgressListener;
import org.srupp.seq2seq.train.ScheduleConfig;
import org.srupp.seq2seq.train.Selection;
import org.srupp.seq2seq.train.SelectionConfig;
import org.srupp.seq2seq.train.StopSignal;
import org.srupp.seq2seq.train.Trainer;
import org.srupp.seq2seq.train.TrainerConfig;
import org.srupp.seq2seq.train.TrainerHooks;
import org.srupp.seq2seq.train.UpdateReport;
import org.srupp.seq2seq.train.ValidationConfig;
import org.srupp.testkit.Golden;
import org.srupp.testkit.GoldenCase;
import org.srupp.testkit.TensorAssert;
import org.srupp.testkit.Tolerance;

/** Eight updates of the authors' training script, through the trainer. */
class TrainLoopGoldenTest {
  // The authors computed in double, the trainer's weights are float32 (2^-24 = 6e-8 relative): a
  // gradient's error of a few 1e-7 is divided by sqrt(v), which is as small as the gradient itself.
  private static final Tolerance WEIGHTS = new Tolerance(2e-5, 2e-5);
  private static final Tolerance LOSSES = new Tolerance(2e-6, 2e-5);

  @Test
  void lossesNormsRatesAndWeightsFollowTheirs() {
    GoldenCase golden = Golden.named("e_train_loop");
    try (NDManager manager = TorchEngine.start(2)) {
      GoldenLanguageModel given = new GoldenLanguageModel(manager, golden, true);
      try (LanguageModelTrainable model = new LanguageModelTrainable(manager, given.model(), 6)) {
        List<UpdateReport> reports = new ArrayList<>();
        train(golden, model, reports);
        assertEquals(8, reports.size());
        compare(golden, "loss", reports.stream().mapToDouble(UpdateReport::lossNats).toArray());
        compare(
            golden,
            "grad_norm",
            reports.stream().mapToDouble(UpdateReport::gradientNorm).toArray());
        compare(golden, "lr", reports.stream().mapToDouble(UpdateReport::learningRate).toArray());
      }
      for (Parameter parameter : given.model().parameters().all()) {
        given.compareParameter("out.param_final.", parameter, WEIGHTS);
      }
    }
  }

  private static void compare(GoldenCase golden, String name, double[] found) {
    TensorAssert.assertClose(name, golden.tensor("out." + name).values(), found, LOSSES);
  }

  private static void train(
      GoldenCase golden, LanguageModelTrainable model, List<UpdateReport> reports) {
    int[] tokens =
        Arrays.stream(golden.tensor("in.tokens").longs()).mapToInt(Math::toIntExact).toArray();
    TrainerConfig config =
        new TrainerConfig(
            1,
            0.3,
            new OptimizerConfig(
                OptimizerConfig.Kind.RADAM,
                0.9,
                0.999,
                1e-8,
                0.1,
                OptimizerConfig.FirstSteps.MOMENTUM),
            new ScheduleConfig(ScheduleConfig.Kind.COSINE, 0.02, 3, 0, 20, 0),
            new LimitsConfig(8, 0, 0),
            new ValidationConfig(0, false),
            new SelectionConfig(Selection.LOSS, 0));
    new Trainer<StreamChunk>(
            config,
            model,
            new TestStreams(tokens, 3, 6, 1),
            new ReferenceUpdate(),
            new TrainerHooks(
                update -> null,
                snapshot -> {},
                new ProgressListener() {
                  @Override
                  public void updated(UpdateReport report) {
                    reports.add(report);
                  }
                },
                new StopSignal()))
        .run();
  }
}
