package org.srupp.tokenizers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of this module may import. */
@AnalyzeClasses(
    packages = "org.srupp.tokenizers",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule TEXT_USES_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.srupp.tokenizers.text")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.srupp.tokenizers.text", "java..");

  @ArchTest
  static final ArchRule LEARNING_OF_SENTENCE_PIECES_USES_TEXT_AND_THE_JDK =
      classes()
          .that()
          .resideInAPackage("org.srupp.tokenizers.sentencepiece")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.tokenizers.sentencepiece", "org.srupp.tokenizers.text", "java..");

  @ArchTest
  static final ArchRule ROOT_KNOWS_NO_TENSORS =
      classes()
          .that()
          .resideInAPackage("org.srupp.tokenizers")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.tokenizers",
              "org.srupp.tokenizers.sentencepiece",
              "org.srupp.tokenizers.text",
              "ai.djl.sentencepiece..",
              "com.google.inject..",
              "jakarta.inject",
              "org.slf4j",
              "java..");
}
