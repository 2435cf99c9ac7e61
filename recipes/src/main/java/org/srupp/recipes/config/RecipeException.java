package org.srupp.recipes.config;

import java.util.List;

/** A recipe that cannot be used; its message has one line for each mistake. */
public final class RecipeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> mistakes;

  /**
   * @param mistakes one sentence each, with file and line
   */
  public RecipeException(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** One sentence each, with file and line, in the order of its lines. */
  public List<String> mistakes() {
    return mistakes;
  }
}
