package org.srupp.seq2seq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Who may import whom in this module; a sub-package never imports the root, where Guice lives. */
@AnalyzeClasses(
    packages = "org.srupp.seq2seq",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.srupp.seq2seq";
  private static final String DJL = "ai.djl..";
  private static final String KERNELS = "org.srupp.kernels";

  @ArchTest static final ArchRule torchKnowsTheEngineOnly = mayUse("torch", DJL);

  @ArchTest static final ArchRule autogradKnowsTorch = mayUse("autograd", DJL, ROOT + ".torch..");

  @ArchTest static final ArchRule dataKnowsNoModel = mayUse("data", DJL);

  @ArchTest
  static final ArchRule trainKnowsTheRestButNotSearch =
      mayUse(
          "train",
          DJL,
          KERNELS,
          ROOT + ".torch..",
          ROOT + ".autograd..",
          ROOT + ".data..",
          ROOT + ".checkpoint..");

  @ArchTest static final ArchRule decodeIsPlainJava = mayUse("decode");

  @ArchTest
  static final ArchRule shortlistKnowsTextAsIdsAndFiles =
      mayUse("shortlist", ROOT + ".data..", ROOT + ".checkpoint..");

  @ArchTest
  static final ArchRule checkpointKnowsFilesOnly =
      mayUse("checkpoint", DJL, "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule nothingKnowsTheModulesAbove =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("org.srupp.encdec..", "org.srupp.recipes..")
          .allowEmptyShould(true);

  private static ArchRule mayUse(String name, String... others) {
    String self = ROOT + "." + name + "..";
    String[] allowed =
        Stream.concat(Stream.of("java..", "jdk..", "org.slf4j..", self), Stream.of(others))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(self)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because("the table of modules and packages in the design allows no more")
        .allowEmptyShould(true);
  }
}
