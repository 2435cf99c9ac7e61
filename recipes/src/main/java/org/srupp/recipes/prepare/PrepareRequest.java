package org.srupp.recipes.prepare;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.srupp.recipes.config.RunRecipe;

/**
 * What is to be prepared.
 *
 * @param recipe resolved; its section {@code data} says where the corpus is
 * @param out folder to make
 * @param threads that tokenise
 * @param log takes sentences for the user
 */
public record PrepareRequest(RunRecipe recipe, Path out, int threads, Consumer<String> log) {}
