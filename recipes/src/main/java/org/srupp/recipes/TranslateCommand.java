package org.srupp.recipes;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.encdec.model.ShortlistScorers;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.recipes.translation.LineFeed;
import org.srupp.recipes.translation.LoadedModel;
import org.srupp.recipes.translation.ModelFolder;
import org.srupp.recipes.translation.Precision;
import org.srupp.recipes.translation.ShortlistLoading;
import org.srupp.recipes.translation.TextTranslator;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.seq2seq.decode.ScorerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code translate}: text in, text out, one line for each line, in order. */
@Command(
    name = "translate",
    description =
        "Translate text: one line for each input line, in order, whatever it contains; an empty"
            + " line for one without text.")
final class TranslateCommand implements Callable<Integer> {
  private final Provider<ModelFolder> models;
  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Mixin private TranslateDecoding decoding;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FOLDER",
      description = "Model folder, or run folder of a training.")
  private Path folder;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Text in UTF-8, plain or .gz; default, or -: standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write there, whole or not at all, instead of to standard output.")
  private Path outFile;

  @Option(
      names = "--prefix-file",
      paramLabel = "FILE",
      description =
          "For each input line what its translation begins with, or nothing; lengths are limited"
              + " after it. Pieces are forced, so that its last word may go on.")
  private String prefixFile;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Sentences searched at once; default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "Factors of the matrix products: float32, bfloat16 or int8; default: as the model is"
              + " stored.")
  private Precision precision;

  @Option(
      names = "--shortlist",
      paramLabel = "FILE",
      description =
          "Consider only the target pieces that this file, which `shortlist` writes, has for a"
              + " line's source pieces.")
  private Path shortlist;

  @Option(names = "--stats", description = "Print counts and times to stderr at the end.")
  private boolean stats;

  @Inject
  TranslateCommand(Provider<ModelFolder> models) {
    this(models, System.in);
  }

  TranslateCommand(Provider<ModelFolder> models, InputStream stdin) {
    this.models = models;
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    List<String> sources = files.isEmpty() ? List.of(LineFeed.STANDARD_INPUT) : files;
    LineFeed feed = LineFeed.startWithoutMarks(sources, stdin);
    TranslateStats measured = new TranslateStats();
    KernelThreads.ask(threads);
    try (LoadedModel model = models.get().load(folder, precision);
        TextTranslator translator = translator(model, scorers(model, measured))) {
      measured.loaded();
      model.fallback().ifPresent(sentence -> err().println("srupp: " + sentence));
      write(new TranslateLoop(translator, feed, decoding.listsWanted(), measured, err()));
    }
    if (stats) {
      err().println("srupp: " + measured.line());
    }
    return Failures.DONE;
  }

  private ScorerFactory scorers(LoadedModel model, TranslateStats measured) throws IOException {
    if (shortlist == null) {
      return model.scorers();
    }
    ShortlistScorers listed = ShortlistLoading.scorers(shortlist, model);
    measured.shortlist(listed::meanSize);
    return listed;
  }

  private TextTranslator translator(LoadedModel model, ScorerFactory scorers) {
    try {
      DecodeSection decode = decoding.over(model.description().decode());
      return model.translator(scorers, decode, decoding.options(), threads);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    decoding.check(wrong);
    if (threads < 1) {
      wrong.add("--threads must be at least 1, found " + threads);
    }
    if (outFile != null && Files.isDirectory(outFile)) {
      wrong.add("--out must name a file, found the folder " + outFile);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    checkFiles();
  }

  private void checkFiles() {
    List<String> inputs = new ArrayList<>(files);
    if (prefixFile != null) {
      inputs.add(prefixFile);
    }
    List<String> wrong = new ArrayList<>();
    for (String file : inputs) {
      if (!file.equals(LineFeed.STANDARD_INPUT)) {
        checkFile(Path.of(file), "a text file", wrong);
      }
    }
    if (shortlist != null) {
      checkFile(shortlist, "a shortlist", wrong);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private static void checkFile(Path file, String expected, List<String> wrong) {
    if (!Files.exists(file)) {
      wrong.add(file + ": no such file");
    } else if (Files.isDirectory(file)) {
      wrong.add(file + ": a folder, expected " + expected);
    } else if (!Files.isReadable(file)) {
      wrong.add(file + ": no permission to read it");
    }
  }

  private void write(TranslateLoop loop) throws IOException, InterruptedException {
    if (outFile == null) {
      loop.run(prefixFile, spec.commandLine().getOut());
    } else if (Files.exists(outFile) && !Files.isRegularFile(outFile)) {
      // A device or a pipe must not be replaced by a file.
      try (PrintWriter out = writer(FileChannel.open(outFile, StandardOpenOption.WRITE))) {
        loop.run(prefixFile, out);
      }
    } else {
      // Through a symbolic link, which stays one.
      Path target = Files.exists(outFile) ? outFile.toRealPath() : outFile;
      AtomicFiles.write(
          target,
          channel -> {
            PrintWriter out = writer(channel);
            try {
              loop.run(prefixFile, out);
            } catch (InterruptedException e) {
              throw new IOException("interrupted", e);
            }
            out.flush();
          });
    }
  }

  private static PrintWriter writer(FileChannel channel) {
    return new PrintWriter(
        new OutputStreamWriter(
            new BufferedOutputStream(new CheckedOutput(Channels.newOutputStream(channel))),
            StandardCharsets.UTF_8));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
