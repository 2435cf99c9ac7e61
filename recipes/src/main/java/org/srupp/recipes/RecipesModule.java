package org.srupp.recipes;

import com.google.inject.AbstractModule;
import java.util.List;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeReader;
import org.srupp.recipes.config.RecipeWriter;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.doctor.Doctor;
import org.srupp.recipes.doctor.EngineFindings;
import org.srupp.recipes.language.LanguageEvaluation;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.recipes.language.LanguageTraining;
import org.srupp.recipes.language.LanguageTrials;
import org.srupp.recipes.profile.ClockedKernels;
import org.srupp.recipes.profile.TrainingProfiler;
import org.srupp.recipes.profile.WorkClock;
import org.srupp.recipes.training.TrainingKernels;
import org.srupp.recipes.translation.QuantizationCheck;
import org.srupp.recipes.translation.RandomModel;
import org.srupp.recipes.translation.ShortlistLearning;
import org.srupp.recipes.translation.TranslationTraining;

/** Binds the commands and what they share. A new command is one line in {@link #COMMANDS}. */
final class RecipesModule extends AbstractModule {
  /** The commands, in the order of the help. */
  static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          PrepareCommand.class,
          TrainCommand.class,
          TranslateCommand.class,
          EvaluateCommand.class,
          ScoreCommand.class,
          GenerateCommand.class,
          InspectCommand.class,
          CompareCommand.class,
          TokenizeCommand.class,
          DetokenizeCommand.class,
          LearnCommand.class,
          ImportCommand.class,
          ExportCommand.class,
          ShortlistCommand.class,
          QuantizeCommand.class,
          BenchCommand.class,
          DoctorCommand.class,
          WarmUpCommand.class);

  private final Devices devices;

  RecipesModule(Devices devices) {
    this.devices = devices;
  }

  @Override
  protected void configure() {
    install(new TranslateModule(devices::memory));
    COMMANDS.stream().filter(type -> type != TranslateCommand.class).forEach(this::bind);
    bind(BenchTrainCommand.class);
    bind(BenchTranslateCommand.class);
    bind(BenchEvaluateCommand.class);
    bind(BenchScoreCommand.class);
    bind(BenchKernelsCommand.class);
    bind(BenchTrials.class);
    bind(Devices.class).toInstance(devices);
    bind(WorkClock.class);
    bind(ClockedKernels.class);
    bind(TrainingProfiler.class);
    bind(Doctor.class);
    bind(EngineFindings.class);
    bind(RecipeReader.class);
    bind(RecipeWriter.class);
    bind(RecipeCatalog.class);
    bind(TranslationTraining.class);
    bind(LanguageModels.class);
    bind(LanguageModelFolder.class);
    bind(LanguageTraining.class);
    bind(LanguageEvaluation.class);
    bind(LanguageTrials.class);
    bind(TrainingKernels.class);
    bind(RandomModel.class);
    bind(ShortlistLearning.class);
    bind(QuantizationCheck.class);
    bind(ParameterListing.class).toInstance(new SpecListing());
  }
}
