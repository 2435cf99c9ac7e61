package org.srupp.recipes.prepare;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.srupp.recipes.config.Recipe;

/**
 * What is to be prepared.
 *
 * @param recipe resolved; {@code data.folder} says where the corpus is
 * @param out folder to make
 * @param threads that tokenise
 * @param log takes sentences for the user
 */
public record PrepareRequest(Recipe recipe, Path out, int threads, Consumer<String> log) {}
