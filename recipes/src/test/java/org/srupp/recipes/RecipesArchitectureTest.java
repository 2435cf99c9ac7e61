package org.srupp.recipes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.inject.Guice;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.srupp.seq2seq.checkpoint.AtomicFiles;

@AnalyzeClasses(
    packages = "org.srupp.recipes",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RecipesArchitectureTest {
  @ArchTest
  static final ArchRule configKnowsNoCorporaRunsOrTensors =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.corpora..",
              "org.srupp.recipes.run..",
              "ai.djl..",
              "picocli..");

  @ArchTest
  static final ArchRule corporaNeedTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.corpora..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("org.srupp.recipes.corpora..", "java..", "javax..", "jdk..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule runFoldersKnowNoCommandsCorporaOrTensors =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.corpora..",
              "org.srupp.encdec..",
              "org.srupp.kernels..",
              "ai.djl..",
              "picocli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule runFoldersUseOnlyTheWholeOrNothingFilesOfSeq2seq =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.run..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.srupp.seq2seq..")
                  .and(not(assignableTo(AtomicFiles.class)))
                  .and(not(assignableTo(AtomicFiles.FileBody.class))));

  @ArchTest
  static final ArchRule preparedFoldersKnowNoCommandsTasksOrTensors =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.prepare..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.translation..",
              "org.srupp.recipes.language..",
              "org.srupp.recipes.training..",
              "org.srupp.encdec..",
              "org.srupp.kernels..",
              "ai.djl..",
              "picocli..");

  @ArchTest
  static final ArchRule archivesAndDownloadsKnowNoCorpora =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.srupp.recipes.corpora.archive..", "org.srupp.recipes.corpora.download..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.srupp.recipes.corpora");

  @ArchTest
  static final ArchRule translationKnowsNoCommands =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.translation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.srupp.recipes", "picocli..");

  @ArchTest
  static final ArchRule evaluationKnowsNoCommandsModelsOrTensors =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.evaluate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.corpora..",
              "org.srupp.recipes.run..",
              "org.srupp.recipes.translation..",
              "org.srupp.encdec..",
              "org.srupp.kernels..",
              "ai.djl..");

  @ArchTest
  static final ArchRule languageModelsKnowNoCommandsAndNoTranslation =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.language..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.srupp.recipes", "org.srupp.recipes.translation..", "picocli..");

  @ArchTest
  static final ArchRule translationKnowsNoLanguageModels =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.translation..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.srupp.recipes.language..");

  @ArchTest
  static final ArchRule whatTrainingsShareKnowsNoTask =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.translation..",
              "org.srupp.recipes.language..",
              "org.srupp.recipes.corpora..",
              "org.srupp.encdec..",
              "picocli..");

  @ArchTest
  static final ArchRule measuringKnowsNoCommandsAndNoTask =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.translation..",
              "org.srupp.recipes.language..",
              "org.srupp.recipes.corpora..",
              "org.srupp.encdec..",
              "org.srupp.kernels..",
              "picocli..");

  @ArchTest
  static final ArchRule profilingKnowsNoCommandsAndNoTask =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.profile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.bench..",
              "org.srupp.recipes.translation..",
              "org.srupp.recipes.language..",
              "org.srupp.recipes.corpora..",
              "org.srupp.encdec..",
              "picocli..");

  @ArchTest
  static final ArchRule theDoctorKnowsNoCommandsAndNoCorpora =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.doctor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.recipes",
              "org.srupp.recipes.translation..",
              "org.srupp.recipes.corpora..",
              "org.srupp.recipes.bench..",
              "org.srupp.encdec..",
              "picocli..");

  @ArchTest
  static final ArchRule theDoctorLeavesCardsToTheKernels =
      noClasses()
          .that()
          .resideInAPackage("org.srupp.recipes.doctor..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.srupp.kernels.cuda..");

  @ArchTest
  static final ArchRule onlyMainCreatesAnInjector =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Guice.class);

  @ArchTest
  static final ArchRule onlyMainHasAMain =
      methods()
          .that()
          .haveName("main")
          .and()
          .haveRawParameterTypes(String[].class)
          .should()
          .beDeclaredIn(Main.class);
}
