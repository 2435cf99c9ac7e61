package org.srupp.encdec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * Who may import whom in this module: layers see the core and the kernels' contracts, models see
 * layers, the root sees all. Which kernel computes is chosen above.
 */
@AnalyzeClasses(packages = "org.srupp.encdec", importOptions = ImportOption.DoNotIncludeTests.class)
class EncdecArchitectureTest {
  private static final String ROOT = "org.srupp.encdec";
  private static final String LAYERS = ROOT + ".layers..";
  private static final String MODEL = ROOT + ".model..";
  private static final String GUICE = "com.google.inject..";

  @ArchTest static final ArchRule layersKnowNoModel = mayUse(LAYERS);

  @ArchTest static final ArchRule modelsKnowLayers = mayUse(MODEL, LAYERS);

  @ArchTest static final ArchRule theRootKnowsAll = mayUse(ROOT, LAYERS, MODEL, GUICE);

  @ArchTest
  static final ArchRule nothingKnowsFilesOrText =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..",
              "java.io..",
              "org.srupp.tokenizers..",
              "org.srupp.eval..",
              "org.srupp.recipes..")
          .because("only recipes brings files, text and models together");

  private static ArchRule mayUse(String self, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(
                    "java.lang..",
                    "java.util..",
                    "ai.djl..",
                    "org.slf4j..",
                    "org.srupp.seq2seq..",
                    "org.srupp.kernels",
                    self),
                Stream.of(others))
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
