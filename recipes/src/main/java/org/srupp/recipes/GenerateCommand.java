package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.recipes.device.Devices;
import org.srupp.recipes.language.LanguageModelFolder;
import org.srupp.recipes.language.LoadedLanguageModel;
import org.srupp.recipes.language.Prompt;
import org.srupp.recipes.language.TextGenerator;
import org.srupp.seq2seq.decode.Sampler;
import org.srupp.seq2seq.decode.SamplingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: a language model goes on with a text. */
@Command(
    name = "generate",
    description = "Go on with a text, token by token, by drawing from a language model.",
    footer = {
      "",
      "Examples:",
      "  srupp generate --model RUN --prompt \"ROMEO:\" --tokens 500",
      "  head -c 2000 play.txt | srupp generate --model RUN --top-p 0.9 --seed 7"
    })
final class GenerateCommand implements Callable<Integer> {
  private final Provider<LanguageModelFolder> folders;
  private final Devices devices;
  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "Model folder, or run folder of a training.")
  private Path folder;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "Text to go on from.")
  private String prompt;

  @Option(
      names = "--prompt-file",
      paramLabel = "FILE",
      description = "File with it, to its last byte; default: standard input.")
  private Path promptFile;

  @Option(names = "--tokens", paramLabel = "N", description = "Tokens to draw; default 500.")
  private int tokens = 500;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Divides the logits; 0 takes the likeliest token; default 1.")
  private double temperature = 1;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Draw from the N likeliest tokens only; default: all.")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      description = "Draw from the likeliest tokens that have this much probability; default 1.")
  private double topP = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same text; default 1.")
  private long seed = 1;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Tokens before each one that it sees; default: the recipe's.")
  private Integer window;

  @Option(names = "--no-prompt", description = "Print what is drawn only.")
  private boolean noPrompt;

  @Option(names = "--threads", paramLabel = "N", description = "Threads; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DeviceOption device = new DeviceOption();

  @Inject
  GenerateCommand(Provider<LanguageModelFolder> folders, Devices devices) {
    this(folders, devices, System.in);
  }

  GenerateCommand(Provider<LanguageModelFolder> folders, Devices devices, InputStream stdin) {
    this.folders = folders;
    this.devices = devices;
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException {
    Sampler sampler = new Sampler(checked(), seed);
    KernelThreads.ask(threads);
    device.choose(devices, spec);
    byte[] text = text();
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedLanguageModel loaded = folders.get().load(folder, threads)) {
      int seen = window == null ? loaded.description().evaluation().window() : window;
      new TextGenerator(loaded, seen)
          .generate(
              Prompt.of(text, loaded.vocabulary()),
              tokens,
              sampler,
              !noPrompt,
              piece -> {
                out.print(piece);
                out.flush();
              });
    }
    out.println();
    return Failures.DONE;
  }

  private byte[] text() throws IOException {
    if (prompt != null) {
      return prompt.getBytes(StandardCharsets.UTF_8);
    }
    return promptFile != null ? Files.readAllBytes(promptFile) : stdin.readAllBytes();
  }

  private SamplingConfig checked() {
    List<String> wrong = new ArrayList<>();
    if (prompt != null && promptFile != null) {
      wrong.add("give --prompt or --prompt-file, not both");
    }
    if (tokens < 1) {
      wrong.add("--tokens must be at least 1, found " + tokens);
    }
    if (topK != null && topK < 1) {
      wrong.add("--top-k must be at least 1, found " + topK);
    }
    if (window != null && window < 1) {
      wrong.add("--window must be at least 1, found " + window);
    }
    if (threads < 1) {
      wrong.add("--threads must be at least 1, found " + threads);
    }
    SamplingConfig config = null;
    try {
      config = new SamplingConfig(temperature, topK == null || topK < 1 ? 0 : topK, topP);
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    if (promptFile != null) {
      TextFlow.requireReadable(List.of(promptFile.toString()));
    }
    return config;
  }
}
