package org.srupp.recipes;

import ai.djl.ndarray.NDManager;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.srupp.recipes.config.LanguageModelDescription;
import org.srupp.recipes.config.LanguageRecipe;
import org.srupp.recipes.config.RecipeCatalog;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LanguageModels;
import org.srupp.seq2seq.checkpoint.SafetensorsFile;
import org.srupp.seq2seq.checkpoint.SafetensorsWriter;
import org.srupp.seq2seq.checkpoint.TensorEntry;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.tokenizers.ByteVocabulary;
import org.srupp.tokenizers.CorpusVocabulary;
import org.srupp.tokenizers.WordFrequencies;
import picocli.CommandLine;

/** Folders with language models that have learned nothing, and commands run over them. */
final class TinyLanguageModel {
  static final Injector INJECTOR = Guice.createInjector(Main.modules());

  private TinyLanguageModel() {}

  /** Bytes of some text, two layers. */
  static void saveBytes(Path folder, String text) throws IOException {
    long[] counts = new long[256];
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      counts[value & 0xff]++;
    }
    save(folder, "shakespeare-bytes", ByteVocabulary.of(counts), List.of());
  }

  /** Words of some lines, adaptive softmax. */
  static void saveWords(Path folder, List<String> lines) throws IOException {
    WordFrequencies words = new WordFrequencies();
    lines.forEach(words::add);
    save(
        folder,
        "wikitext103-base",
        words.vocabulary(),
        List.of("model.words.cutoffs=[4]", "model.words.size=8", "model.words.divisor=2"));
  }

  private static void save(Path folder, String name, CorpusVocabulary vocabulary, List<String> more)
      throws IOException {
    List<String> sizes = new ArrayList<>(more);
    sizes.addAll(
        List.of(
            "model.hidden=12",
            "model.projection=6",
            "model.layers=2",
            "model.heads=1",
            "evaluation.window=9",
            "evaluation.streams=1"));
    LanguageRecipe recipe = INJECTOR.getInstance(RecipeCatalog.class).loadLanguage(name, sizes);
    try (NDManager manager = TorchEngine.start(1)) {
      INJECTOR
          .getInstance(LanguageModelFolder.class)
          .save(
              folder,
              LanguageModelDescription.of(recipe, vocabulary.size()),
              vocabulary,
              INJECTOR
                  .getInstance(LanguageModels.class)
                  .build(manager, recipe.model(), vocabulary.size(), 5));
    }
  }

  /** Makes the first value of a tensor NaN. */
  static void breakWeight(Path folder, String name) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (SafetensorsFile weights = SafetensorsFile.open(file);
        Arena arena = Arena.ofConfined()) {
      List<TensorEntry> tensors = new ArrayList<>();
      for (TensorEntry tensor : weights.tensors()) {
        MemorySegment copy = arena.allocate(tensor.data().byteSize(), Float.BYTES);
        copy.copyFrom(tensor.data());
        if (tensor.name().equals(name)) {
          copy.set(ValueLayout.JAVA_FLOAT, 0, Float.NaN);
        }
        tensors.add(new TensorEntry(tensor.name(), tensor.dtype(), tensor.shape(), copy));
      }
      SafetensorsWriter.write(file, tensors, Map.of());
    }
  }

  static CommandRun score(String stdin, String... args) {
    return run(stdin, (folders, in) -> new ScoreCommand(folders, new Devices(), in), args);
  }

  static CommandRun generate(String stdin, String... args) {
    return run(stdin, (folders, in) -> new GenerateCommand(folders, new Devices(), in), args);
  }

  private static CommandRun run(
      String stdin,
      BiFunction<Provider<LanguageModelFolder>, InputStream, Callable<Integer>> command,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    PrintWriter err = new PrintWriter(errors, true);
    Failures failures = new Failures(err, false);
    InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    PrintWriter print = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    int code =
        new CommandLine(
                command.apply(INJECTOR.getProvider(LanguageModelFolder.class), in),
                new InjectorFactory(INJECTOR))
            .setOut(print)
            .setErr(err)
            .setParameterExceptionHandler((e, arguments) -> failures.wrongUsage(e))
            .setExecutionExceptionHandler((e, parsed, arguments) -> failures.failed(e, false))
            .execute(args);
    print.flush();
    return new CommandRun(code, out.toString(StandardCharsets.UTF_8), errors.toString());
  }
}
