package org.srupp.recipes;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import java.util.List;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.config.RecipeReader;
import org.srupp.recipes.config.RecipeWriter;

/** Binds the commands and what they share. A new command is one line in {@link #COMMANDS}. */
final class RecipesModule extends AbstractModule {
  /** The commands, in the order of the help. */
  static final List<Class<?>> COMMANDS = List.of(InspectCommand.class);

  @Override
  protected void configure() {
    COMMANDS.forEach(this::bind);
    bind(RecipeReader.class);
    bind(RecipeWriter.class);
    bind(RecipeCatalog.class);
    bind(ModelDescriptionReader.class);
    OptionalBinder.newOptionalBinder(binder(), ParameterListing.class);
  }
}
