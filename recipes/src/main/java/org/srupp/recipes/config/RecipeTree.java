package org.srupp.recipes.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a recipe before anything is made of them. A file that says {@code extends: NAME} has
 * all keys of that recipe of the project, with its own laid over them.
 */
final class RecipeTree {
  private static final String BASE = "extends";
  private static final String TASK = "task";
  // No recipe of the project is that far from its root; a file that extends itself is.
  private static final int DEEPEST = 8;

  private RecipeTree() {}

  static Node.Mapping read(String source, InputStream in, Mistakes mistakes) throws IOException {
    return read(source, in, mistakes, 0);
  }

  private static Node.Mapping read(String source, InputStream in, Mistakes mistakes, int depth)
      throws IOException {
    String text = RecipeText.read(source, in, mistakes);
    Node.Mapping own = TreeReader.readYaml(source, text, mistakes);
    Node given = own.entries().remove(BASE);
    if (given == null) {
      return own;
    }
    String name = given instanceof Node.Scalar scalar ? scalar.text().strip() : "";
    if (!ProjectRecipes.NAMES.contains(name) || depth == DEEPEST) {
      mistakes.add(
          given.place(),
          BASE
              + " must be the name of a recipe of the project, found "
              + given.describe()
              + Nearest.question(name, ProjectRecipes.NAMES));
      return own;
    }
    try (InputStream base = ProjectRecipes.open(name)) {
      return laidOver(read(ProjectRecipes.file(name), base, mistakes, depth + 1), own);
    }
  }

  private static Node.Mapping laidOver(Node.Mapping base, Node.Mapping own) {
    Map<String, Node> entries = new LinkedHashMap<>(base.entries());
    own.entries()
        .forEach(
            (key, value) ->
                entries.merge(
                    key,
                    value,
                    (below, above) ->
                        below instanceof Node.Mapping lower && above instanceof Node.Mapping upper
                            ? laidOver(lower, upper)
                            : above));
    return new Node.Mapping(own.place(), entries);
  }

  /** The task that a tree names; empty where it names none that there is. */
  static Optional<Recipe.Task> task(Node.Mapping root) {
    Optional<String> named =
        root.get(TASK)
            .filter(Node.Scalar.class::isInstance)
            .map(node -> ((Node.Scalar) node).text().strip());
    List<Recipe.Task> tasks = List.of(Recipe.Task.values());
    return named.flatMap(
        text -> tasks.stream().filter(task -> Choices.spell(task).equals(text)).findFirst());
  }
}
