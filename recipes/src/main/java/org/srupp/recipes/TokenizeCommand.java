package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.srupp.tokenizers.SubwordCodes;
import org.srupp.tokenizers.SubwordSegmenter;
import org.srupp.tokenizers.SubwordVocabulary;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.text.PunctuationNormalizer;
import org.srupp.tokenizers.text.TextLanguage;
import org.srupp.tokenizers.text.Truecaser;
import org.srupp.tokenizers.text.WordTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tokenize}: raw text in, tokens with blanks between them out, line by line. */
@Command(
    name = "tokenize",
    description = {
      "Cut text into words or pieces: one line for each input line.",
      "Steps in their order: --punctuation; --nltk after --lowercase, --moses before it;"
          + " --truecase; --bpe."
    })
final class TokenizeCommand implements Callable<Integer> {
  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Mixin private WordOptions words;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Pieces of a SentencePiece model, or of a model folder's tokenizer.")
  private Path model;

  @Option(names = "--target", description = "Of a model folder, the target side's pieces.")
  private boolean target;

  @Option(
      names = "--punctuation",
      paramLabel = "LANGUAGE",
      description = "Bring typographic marks to plain ones first, as Moses does: DE, EN.")
  private TextLanguage punctuation;

  @Option(names = "--lowercase", description = "Lower-case the text.")
  private boolean lowercase;

  @Option(
      names = "--no-escape",
      description = "Leave & | < > ' \" [ ] as they are; default of --moses: entities.")
  private boolean plain;

  @Option(names = "--hyphens", description = "Part hyphens between letters, as @-@ (--moses).")
  private boolean hyphens;

  @Option(
      names = "--truecase",
      paramLabel = "MODEL",
      description = "Give words their usual case; learn --kind truecaser makes the model.")
  private Path truecase;

  @Option(
      names = "--bpe",
      paramLabel = "CODES",
      description = "Pieces by a code file of subword-nmt or fastBPE.")
  private Path codes;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Take merges back whose piece is not in this vocabulary of pieces (--bpe).")
  private Path vocabulary;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "Count from which a piece is in the vocabulary; default: all that are listed.")
  private Long threshold;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Pass merges over with this probability; for training text (--bpe).")
  private Double dropout;

  @Option(names = "--seed", paramLabel = "N", description = "Of --dropout; default: 1.")
  private long seed = 1;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Text in UTF-8, plain or .gz; default, or -: standard input.")
  private List<String> files = List.of();

  @Inject
  TokenizeCommand() {
    this(System.in);
  }

  TokenizeCommand(InputStream stdin) {
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException {
    check();
    TextFlow.requireReadable(files);
    UnaryOperator<String> change = model != null ? pieces() : steps();
    new TextFlow(stdin, spec.commandLine().getErr())
        .map(files, change, spec.commandLine().getOut());
    return Failures.DONE;
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    words.check(wrong);
    boolean steps =
        words.tokenizer(false, false).isPresent()
            || punctuation != null
            || lowercase
            || truecase != null
            || codes != null;
    if (model == null && !steps) {
      wrong.add("nothing to do: give --model FILE, or steps such as --moses de or --bpe CODES");
    }
    if (model != null && steps) {
      wrong.add("--model brings its own rules and goes with no other step");
    }
    needs(vocabulary != null, "--vocabulary", codes != null, "--bpe", wrong);
    needs(threshold != null, "--threshold", vocabulary != null, "--vocabulary", wrong);
    needs(dropout != null, "--dropout", codes != null, "--bpe", wrong);
    needs(target, "--target", model != null, "--model", wrong);
    needs(plain, "--no-escape", words.isMoses(), "--moses", wrong);
    needs(hyphens, "--hyphens", words.isMoses(), "--moses", wrong);
    if (dropout != null && !(dropout >= 0 && dropout <= 1)) {
      wrong.add("--dropout must be in 0 to 1, found " + dropout);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
  }

  private static void needs(
      boolean given, String option, boolean there, String needed, List<String> wrong) {
    if (given && !there) {
      wrong.add(option + " needs " + needed);
    }
  }

  private UnaryOperator<String> pieces() throws IOException {
    Tokenizer tokenizer = PieceModels.read(model, target);
    return line -> String.join(" ", tokenizer.pieces(line));
  }

  private UnaryOperator<String> steps() throws IOException {
    List<UnaryOperator<String>> steps = new ArrayList<>();
    if (punctuation != null) {
      steps.add(new PunctuationNormalizer(punctuation)::apply);
    }
    UnaryOperator<String> lower = line -> line.toLowerCase(Locale.ROOT);
    if (lowercase && !words.isMoses()) {
      steps.add(lower);
    }
    words
        .tokenizer(!plain, hyphens)
        .map(WordTokenizer.class::cast)
        .ifPresent(tokenizer -> steps.add(tokenizer::tokenize));
    if (lowercase && words.isMoses()) {
      steps.add(lower);
    }
    if (truecase != null) {
      steps.add(new Truecaser(Files.readAllLines(truecase))::apply);
    }
    if (codes != null) {
      steps.add(segmenting());
    }
    return line -> {
      String text = line;
      for (UnaryOperator<String> step : steps) {
        text = step.apply(text);
      }
      return text;
    };
  }

  private UnaryOperator<String> segmenting() throws IOException {
    SubwordCodes read = SubwordCodes.read(codes);
    SubwordSegmenter segmenter;
    if (vocabulary == null) {
      segmenter = new SubwordSegmenter(read);
    } else {
      Set<String> kept = SubwordVocabulary.read(vocabulary, threshold == null ? 0 : threshold);
      segmenter = new SubwordSegmenter(read, kept);
    }
    if (dropout == null) {
      return segmenter::apply;
    }
    SplittableRandom random = new SplittableRandom(seed);
    return line -> segmenter.apply(line, dropout, random);
  }
}
