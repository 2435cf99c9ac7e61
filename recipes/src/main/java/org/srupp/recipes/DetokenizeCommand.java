package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.srupp.tokenizers.PieceLine;
import org.srupp.tokenizers.SubwordSegmenter;
import org.srupp.tokenizers.text.Truecaser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detokenize}: what {@code tokenize} wrote in, text out, line by line. */
@Command(
    name = "detokenize",
    description = {
      "Make text of words or pieces: one line for each input line.",
      "Steps in their order: --bpe, --recase, then --moses or --nltk."
    })
final class DetokenizeCommand implements Callable<Integer> {
  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Mixin private WordOptions words;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Join pieces of this SentencePiece model or model folder.")
  private Path model;

  @Option(names = "--bpe", description = "Join pieces that end in @@.")
  private boolean bpe;

  @Option(names = "--recase", description = "Give sentences a capital; undoes --truecase.")
  private boolean recase;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Text in UTF-8, plain or .gz; default, or -: standard input.")
  private List<String> files = List.of();

  @Inject
  DetokenizeCommand() {
    this(System.in);
  }

  DetokenizeCommand(InputStream stdin) {
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException {
    check();
    TextFlow.requireReadable(files);
    if (model != null) {
      PieceModels.read(model, false); // a wrong file is noticed, and what it holds is not needed
    }
    UnaryOperator<String> change = model != null ? PieceLine::join : this::joined;
    new TextFlow(stdin, spec.commandLine().getErr())
        .map(files, change, spec.commandLine().getOut());
    return Failures.DONE;
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    words.check(wrong);
    boolean steps = bpe || recase || words.tokenizer(false, false).isPresent();
    if (model == null && !steps) {
      wrong.add("nothing to do: give --model FILE, or steps such as --bpe or --moses de");
    }
    if (model != null && steps) {
      wrong.add("--model brings its own rules and goes with no other step");
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
  }

  private String joined(String line) {
    String text = bpe ? SubwordSegmenter.join(line) : line;
    String cased = recase ? Truecaser.restore(text) : text;
    return words
        .tokenizer(false, false)
        .map(tokenizer -> tokenizer.detokenize(cased))
        .orElse(cased);
  }
}
