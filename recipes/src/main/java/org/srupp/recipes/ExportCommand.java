package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srupp.recipes.authors.AuthorsExport;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.ModelDescriptionReader;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SafetensorsWriter;
import org.srupp.seq2seq.checkpoint.TensorCasts;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: a model's weights as the authors' PyTorch code names and orders them. */
@Command(
    name = "export",
    description =
        "Write a model's weights as safetensors, named and ordered as in the authors' PyTorch code.")
final class ExportCommand implements Callable<Integer> {
  private final ModelDescriptionReader descriptions;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Model folder, or run folder of a training.")
  private Path folder;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write, whole or not at all.")
  private Path out;

  @Inject
  ExportCommand(ModelDescriptionReader descriptions) {
    this.descriptions = descriptions;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(out)) {
      throw new IllegalArgumentException("--out must name a file, found the folder " + out);
    }
    Path model = model();
    try (SafetensorsFile weights = SafetensorsFile.open(model.resolve("model.safetensors"));
        Arena arena = Arena.ofConfined()) {
      requireFloats(model, weights);
      List<TensorEntry> tensors = exported(model.resolve("config.json"), weights, arena);
      // Loaders of other programs ask for the format; it says whose tensors these are.
      SafetensorsWriter.write(out, tensors, Map.of("format", "pt"));
      spec.commandLine().getOut().println(tensors.size() + " tensors in " + out);
    }
    return Failures.DONE;
  }

  // The authors' code knows neither integers nor the scales beside them.
  private static void requireFloats(Path model, SafetensorsFile weights) {
    weights
        .layouts()
        .forEach(
            (name, layout) -> {
              if (!TensorCasts.isFloat(layout.dtype())) {
                throw new IllegalArgumentException(
                    model.resolve("model.safetensors")
                        + " holds 8-bit weights ("
                        + name
                        + " "
                        + layout
                        + "), which the authors' code cannot load; export the float32 model that it was"
                        + " quantized from");
              }
            });
  }

  private List<TensorEntry> exported(Path config, SafetensorsFile weights, Arena arena)
      throws IOException {
    if (!ModelDescriptionReader.isLanguageModel(config)) {
      return AuthorsExport.tensors(weights.tensors(), arena);
    }
    LanguageModelDescription description = descriptions.readLanguage(config);
    return AuthorsExport.languageModel(
        LanguageModels.ofAuthors(description.model(), description.vocabulary()),
        weights.tensors(),
        arena);
  }

  private Path model() {
    return Stream.of(folder, folder.resolve("model"))
        .filter(each -> Files.isRegularFile(each.resolve("config.json")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    folder
                        + " holds neither config.json nor model/config.json; expected a model"
                        + " folder or a run folder"));
  }
}
