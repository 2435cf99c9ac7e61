package org.srupp.kernels;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cpu.ReferenceUpdate;

/**
 * Which package may use what. The contract (interfaces, records, enums of the root package) is seen
 * by its implementations in {@code cpu} and {@code cuda}; only the module class, the bench and the
 * doctor see those. Contract, implementations, wiring: no class refers back.
 */
@AnalyzeClasses(
    packages = "org.srupp.kernels",
    importOptions = ImportOption.DoNotIncludeTests.class)
class KernelsArchitectureTest {
  /** The module, what it is given and how it names what it binds. */
  private static final DescribedPredicate<JavaClass> WIRING =
      belongToAnyOf(KernelsModule.class, KernelCard.class, OnHost.class);

  @ArchTest
  static final ArchRule ONLY_THE_WIRING_SEES_IMPLEMENTATIONS_AND_GUICE =
      noClasses()
          .that(resideInAPackage("org.srupp.kernels").and(not(WIRING)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.srupp.kernels.cpu..",
              "org.srupp.kernels.cuda..",
              "org.srupp.kernels.bench..",
              "org.srupp.kernels.doctor..",
              "com.google..");

  @ArchTest
  static final ArchRule THE_ROOT_USES_ONLY =
      classes()
          .that()
          .resideInAPackage("org.srupp.kernels")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.srupp.kernels",
                  "org.srupp.kernels.cpu",
                  "org.srupp.kernels.cuda..",
                  "com.google.inject.."));

  @ArchTest
  static final ArchRule CPU_USES_THE_JDK_AND_THE_CONTRACT =
      classes()
          .that()
          .resideInAPackage("org.srupp.kernels.cpu..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "jdk.incubator.vector..", "org.srupp.kernels.cpu..")
                  .or(
                      resideInAPackage("org.srupp.kernels")
                          .and(not(type(KernelsModule.class)))
                          .and(not(type(KernelBackend.class)))));

  @ArchTest
  static final ArchRule CUDA_USES_THE_JDK_AND_THE_CONTRACT =
      classes()
          .that()
          .resideInAPackage("org.srupp.kernels.cuda")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..", "org.srupp.kernels.cuda", "org.srupp.kernels.cuda.driver")
                  .or(
                      resideInAPackage("org.srupp.kernels")
                          .and(not(type(KernelsModule.class)))
                          .and(not(type(KernelBackend.class)))));

  @ArchTest
  static final ArchRule THE_DRIVER_USES_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.srupp.kernels.cuda.driver..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.srupp.kernels.cuda.driver.."));

  // It runs from this module's jar alone, without Guice and, on a card, the vector module.
  @ArchTest
  static final ArchRule THE_BENCH_USES_TWINS_AND_CUDA =
      classes()
          .that(resideInAPackage("org.srupp.kernels.bench..").and(not(simpleName("HostBench"))))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.srupp.kernels.cuda..", "org.srupp.kernels.bench..")
                  .or(
                      belongToAnyOf(
                          ReferenceCrossEntropy.class,
                          ReferenceMask.class,
                          ReferenceRecurrence.class,
                          ReferenceResidual.class,
                          ReferenceSoftmax.class,
                          ReferenceUpdate.class))
                  .or(
                      resideInAPackage("org.srupp.kernels")
                          .and(not(type(KernelsModule.class)))
                          .and(not(type(KernelBackend.class)))));

  // It runs from this module's jar alone, with java.base for its only module.
  @ArchTest
  static final ArchRule THE_DOCTOR_USES_CUDA_AND_ONE_TWIN =
      classes()
          .that()
          .resideInAPackage("org.srupp.kernels.doctor..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.srupp.kernels.cuda..", "org.srupp.kernels.doctor..")
                  .or(type(ReferenceMask.class))
                  .or(type(ElementType.class)));

  @ArchTest
  static final ArchRule ONLY_THE_BENCH_OF_THE_PROCESSOR_USES_ITS_KERNELS =
      classes()
          .that(simpleName("HostBench"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "jdk.incubator.vector..",
                  "org.srupp.kernels",
                  "org.srupp.kernels.cpu..",
                  "org.srupp.kernels.bench.."));
}
