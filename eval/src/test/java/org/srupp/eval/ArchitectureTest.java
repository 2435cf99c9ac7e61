package org.srupp.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom in this module. */
@AnalyzeClasses(packages = "org.srupp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule textUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("org.srupp.eval.text")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.srupp.eval.text");

  @ArchTest
  static final ArchRule numpyUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("org.srupp.eval.numpy")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.srupp.eval.numpy");

  @ArchTest
  static final ArchRule ngramsUseText =
      classes()
          .that()
          .resideInAPackage("org.srupp.eval.ngram")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.srupp.eval.ngram", "org.srupp.eval.text");

  @ArchTest
  static final ArchRule editSearchUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("org.srupp.eval.ter")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.srupp.eval.ter");

  @ArchTest
  static final ArchRule metricsUseTheirPartsAndTheLog =
      classes()
          .that()
          .resideInAPackage("org.srupp.eval")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j",
              "org.srupp.eval",
              "org.srupp.eval.ngram",
              "org.srupp.eval.numpy",
              "org.srupp.eval.ter",
              "org.srupp.eval.text");
}
