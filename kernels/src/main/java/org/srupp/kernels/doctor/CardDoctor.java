package org.srupp.kernels.doctor;

/**
 * Looks at this machine's cards, as {@code srupp doctor} does, where nothing but this module's jar
 * and a Java runtime is.
 *
 * <p>{@code java --enable-native-access=ALL-UNNAMED -cp kernels.jar
 * org.srupp.kernels.doctor.CardDoctor}
 */
public final class CardDoctor {
  private CardDoctor() {}

  /** Prints a line for each finding; a card that cannot be used is one of them and no failure. */
  public static void main(String[] args) {
    CardFindings.ofProcess().all().forEach(finding -> System.out.println(finding.line()));
  }
}
