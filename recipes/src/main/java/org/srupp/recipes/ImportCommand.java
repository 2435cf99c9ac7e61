package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srupp.recipes.authors.AuthorsCheckpoint;
import org.srupp.recipes.authors.ImportedModel;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.seq2seq.checkpoint.TorchFile;
import org.srupp.tokenizers.CorpusVocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: a checkpoint of the authors' PyTorch code becomes a model folder. */
@Command(
    name = "import",
    description = "Make a model folder from a PyTorch checkpoint of the authors' language models.",
    footer = {
      "",
      "Nothing in the checkpoint is executed: it is read as a dictionary of tensors.",
      "Example:",
      "  srupp import enwik8_base.pt --recipe enwik8-base --vocabulary PREPARED --out MODEL"
    })
final class ImportCommand implements Callable<Integer> {
  private static final int LISTED = 10;

  private final RecipeCatalog catalog;
  private final LanguageModelFolder folders;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "What torch.save wrote.")
  private Path checkpoint;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of the recipe, as in model.hidden=512.")
  private List<String> overrides = List.of();

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "RECIPE",
      description = "Name of the recipe that the model was trained with, or a YAML file.")
  private String recipeName;

  @Option(
      names = "--vocabulary",
      paramLabel = "PATH",
      description =
          "vocabulary.txt of the prepared corpus, or the folder that has it; without it the model"
              + " can be inspected and exported only.")
  private Path vocabularyPath;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Model folder to make.")
  private Path out;

  @Inject
  ImportCommand(RecipeCatalog catalog, LanguageModelFolder folders) {
    this.catalog = catalog;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    LanguageRecipe recipe = catalog.loadLanguage(recipeName, overrides);
    if (Files.exists(out)) {
      throw new IllegalArgumentException(out + " exists already; name a folder that is not there");
    }
    try (TorchFile file = TorchFile.open(checkpoint);
        Arena arena = Arena.ofConfined()) {
      AuthorsCheckpoint authors = new AuthorsCheckpoint(file, recipe.name());
      int tokens = authors.vocabulary(LanguageModels.ofAuthors(recipe.model(), 1).words());
      Optional<CorpusVocabulary> vocabulary = vocabulary(tokens);
      ImportedModel model = authors.read(LanguageModels.ofAuthors(recipe.model(), tokens), arena);
      folders.save(out, LanguageModelDescription.of(recipe, tokens), vocabulary, model.tensors());
      report(model, tokens);
    }
    return Failures.DONE;
  }

  private Optional<CorpusVocabulary> vocabulary(int tokens) throws IOException {
    if (vocabularyPath == null) {
      return Optional.empty();
    }
    Path file =
        Files.isDirectory(vocabularyPath)
            ? vocabularyPath.resolve(LanguageModelFolder.VOCABULARY)
            : vocabularyPath;
    CorpusVocabulary vocabulary = CorpusVocabulary.read(file);
    if (vocabulary.size() != tokens) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d tokens, the checkpoint %s has %d; it is the vocabulary of another corpus",
              file,
              vocabulary.size(),
              checkpoint,
              tokens));
    }
    return Optional.of(vocabulary);
  }

  private void report(ImportedModel model, int tokens) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "%,d weights in %d tensors, vocabulary of %,d%n",
        model.count(),
        model.tensors().size(),
        tokens);
    print.println("dropped, being constants or duplicates: " + listed(model.dropped()));
    print.println("left over: " + listed(model.leftOver()));
    print.println(out);
    if (vocabularyPath == null) {
      spec.commandLine()
          .getErr()
          .println(
              "srupp: without --vocabulary the model has no words: before it is evaluated, copy"
                  + " vocabulary.txt of the prepared corpus into it");
    }
  }

  private static String listed(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
  }
}
