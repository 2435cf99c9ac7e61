package org.srupp.recipes.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Values that do not make a section; thrown by the constructors of the section records, all
 * violations at once.
 */
final class InvalidSectionException extends IllegalArgumentException {
  private final transient List<Violation> violations;

  InvalidSectionException(List<Violation> violations) {
    super(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  List<Violation> violations() {
    return violations;
  }
}
