package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.recipes.bench.BenchHost;
import org.srupp.recipes.bench.Contender;
import org.srupp.recipes.bench.Counted;
import org.srupp.recipes.bench.PassPlan;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench translate}: how fast models translate a text, in turn. */
@Command(
    name = "translate",
    description =
        "Measure how fast models translate a text, round after round in turn. Loading the models and"
            + " reading the text are not in it; words are the source's, as white space parts them.",
    footer = {
      "",
      "Examples:",
      "  srupp bench translate --model RUN --data test.de --beam 1,5",
      "  srupp bench translate --model RUN --precision float32,int8 --data test.de --threads 1"
    })
final class BenchTranslateCommand implements Callable<Integer> {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 6;

  private final Provider<ModelFolder> folders;

  @Spec private CommandSpec spec;

  @Mixin private BenchModels measured;

  @Option(
      names = "--beam",
      split = ",",
      paramLabel = "N",
      description = "Hypotheses kept for a sentence, 1 is greedy; default: the model's own.")
  private List<Integer> beams = List.of();

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "P",
      description =
          "Factors of the matrix products: float32, bfloat16, int8; default: as each model is"
              + " stored.")
  private List<Precision> precisions = List.of();

  @Mixin private BenchOptions options = new BenchOptions(WARM_UP, ROUNDS);

  @Inject
  BenchTranslateCommand(Provider<ModelFolder> folders) {
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    PassPlan plan = options.plan(spec);
    List<TranslateSetting> settings = settings();
    BenchText text = measured.text(spec);
    try (BenchTranslators open = new BenchTranslators(folders.get(), measured.threads())) {
      List<Contender> contenders = contenders(open, settings, text);
      options.run(spec, plan, text.name(), contenders, BenchHost.here(measured.threads()));
    }
    return Failures.DONE;
  }

  private List<TranslateSetting> settings() {
    List<String> wrong = new ArrayList<>();
    measured.check(wrong);
    for (int beam : beams) {
      if (beam < 1) {
        wrong.add("--beam must be at least 1, found " + beam);
      }
    }
    if (beams.stream().distinct().count() < beams.size()) {
      wrong.add("--beam names a width twice, found " + beams);
    }
    if (precisions.stream().distinct().count() < precisions.size()) {
      wrong.add("--precision names one twice, found " + precisions);
    }
    return TranslateSetting.of(measured.named(spec, wrong), precisions, beams);
  }

  private static List<Contender> contenders(
      BenchTranslators open, List<TranslateSetting> settings, BenchText text) throws IOException {
    Counted sentences = new Counted("sentence", text.lines().size());
    List<Contender> contenders = new ArrayList<>();
    for (TranslateSetting setting : settings) {
      Runnable pass = open.pass(setting, text.lines());
      contenders.add(new Contender(setting.name(), text.words(), sentences, pass));
    }
    return contenders;
  }
}
