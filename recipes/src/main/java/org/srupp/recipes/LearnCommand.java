package org.srupp.recipes;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srupp.recipes.translation.LineFeed;
import org.srupp.seq2seq.checkpoint.AtomicFiles;
import org.srupp.tokenizers.SubwordCodes;
import org.srupp.tokenizers.SubwordLearner;
import org.srupp.tokenizers.SubwordSegmenter;
import org.srupp.tokenizers.SubwordVocabulary;
import org.srupp.tokenizers.WordTally;
import org.srupp.tokenizers.sentencepiece.SentenceCounts;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.text.TruecaseCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code learn}: subword codes, a SentencePiece model or a truecaser from text. */
@Command(
    name = "learn",
    description = {
      "Learn subwords or a truecaser from text; several files are learned from jointly.",
      "bpe and truecaser take tokenised text, sentencepiece raw text."
    })
final class LearnCommand implements Callable<Integer> {
  /** What can be learned. */
  enum Kind {
    BPE,
    SENTENCEPIECE,
    TRUECASER
  }

  private final InputStream stdin;

  @Spec private CommandSpec spec;

  @Mixin private SentencePieceOptions sentencePiece;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "bpe, sentencepiece or truecaser.")
  private Kind kind;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "bpe: merges; sentencepiece: pieces of the model, specials included.")
  private Integer size;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Code file or model; appears whole or not at all.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of the code file: subword_nmt (default) or fast_bpe.")
  private SubwordCodes.Format format;

  @Option(
      names = "--minimum-count",
      paramLabel = "N",
      description = "bpe: pairs seen less often are not merged; default: 2.")
  private Long minimumCount;

  @Option(
      names = "--write-vocabulary",
      paramLabel = "FILE",
      description = "bpe: pieces of an input file and their counts; once for each input file.")
  private List<Path> vocabularies = List.of();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Text in UTF-8, plain or .gz; default, or -: standard input.")
  private List<String> files = List.of();

  @Inject
  LearnCommand() {
    this(System.in);
  }

  LearnCommand(InputStream stdin) {
    this.stdin = stdin;
  }

  @Override
  public Integer call() throws IOException {
    check();
    List<String> inputs = files.isEmpty() ? List.of(LineFeed.STANDARD_INPUT) : files;
    TextFlow flow = new TextFlow(stdin, spec.commandLine().getErr());
    switch (kind) {
      case BPE -> learnCodes(flow, inputs);
      case SENTENCEPIECE -> learnSentencePiece(flow, inputs);
      case TRUECASER -> learnTruecaser(flow, inputs);
    }
    return Failures.DONE;
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    if (kind != Kind.TRUECASER && size == null) {
      wrong.add("--size is missing");
    }
    if (size != null && size < 1) {
      wrong.add("--size must be 1 or more, found " + size);
    }
    if (minimumCount != null && minimumCount < 1) {
      wrong.add("--minimum-count must be 1 or more, found " + minimumCount);
    }
    if (kind == Kind.TRUECASER && size != null) {
      wrong.add("--size goes with --kind bpe and --kind sentencepiece alone");
    }
    only(Kind.BPE, format != null, "--format", wrong);
    only(Kind.BPE, minimumCount != null, "--minimum-count", wrong);
    only(Kind.BPE, !vocabularies.isEmpty(), "--write-vocabulary", wrong);
    only(Kind.SENTENCEPIECE, sentencePiece.given(), "an option of SentencePiece", wrong);
    if (!vocabularies.isEmpty() && vocabularies.size() != files.size()) {
      wrong.add(
          "--write-vocabulary must be given once for each input file, found "
              + vocabularies.size()
              + " for "
              + files.size());
    }
    if (Files.isDirectory(out)) {
      wrong.add("--out must name a file, found the folder " + out);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }
    TextFlow.requireReadable(files);
  }

  private void only(Kind needed, boolean given, String option, List<String> wrong) {
    if (given && kind != needed) {
      wrong.add(option + " goes with --kind " + needed.name().toLowerCase(Locale.ROOT) + " alone");
    }
  }

  private void learnCodes(TextFlow flow, List<String> inputs) throws IOException {
    List<WordTally> tallies = new ArrayList<>();
    WordTally joint = new WordTally();
    for (String input : inputs) {
      WordTally tally = new WordTally();
      flow.each(List.of(input), tally::add);
      tally.byFirstOccurrence().forEach(word -> joint.add(word.piece(), word.count()));
      tallies.add(tally);
    }
    requireText(joint.total());
    SubwordCodes codes = SubwordLearner.learn(joint, size, minimumCount == null ? 2 : minimumCount);
    codes.write(out, format == null ? SubwordCodes.Format.SUBWORD_NMT : format);
    if (codes.merges().size() < size) {
      note("the text has no more than " + codes.merges().size() + " merges, asked for " + size);
    }
    SubwordSegmenter segmenter = new SubwordSegmenter(codes);
    for (int i = 0; i < vocabularies.size(); i++) {
      WordTally pieces = new WordTally();
      tallies
          .get(i)
          .byFirstOccurrence()
          .forEach(
              word ->
                  segmenter.pieces(word.piece()).forEach(piece -> pieces.add(piece, word.count())));
      SubwordVocabulary.write(vocabularies.get(i), pieces);
    }
  }

  private void learnSentencePiece(TextFlow flow, List<String> inputs) throws IOException {
    try {
      learnSentencePiece(flow, inputs, sentencePiece.config(size));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(inOptions(e.getMessage()), e);
    }
  }

  // The learner speaks of its settings.
  private static String inOptions(String message) {
    return message
        .replace("vocabularySize", "--size")
        .replace("characterCoverage", "--character-coverage");
  }

  private void learnSentencePiece(TextFlow flow, List<String> inputs, SentencePieceConfig config)
      throws IOException {
    SentenceCounts counts = new SentenceCounts(config);
    flow.each(inputs, counts::add);
    requireText(counts.lines());
    if (counts.tooLongLines() > 0) {
      note(counts.tooLongLines() + " lines over 4,192 bytes are left out");
    }
    if (counts.reservedLines() > 0) {
      note(counts.reservedLines() + " lines with U+2585 are left out");
    }
    byte[] model = SentencePieceLearner.learn(config, counts);
    write(model);
  }

  private void learnTruecaser(TextFlow flow, List<String> inputs) throws IOException {
    TruecaseCounts counts = new TruecaseCounts();
    long[] lines = new long[1];
    flow.each(
        inputs,
        line -> {
          counts.add(line);
          lines[0]++;
        });
    requireText(lines[0]);
    byte[] model = (String.join("\n", counts.model()) + "\n").getBytes(StandardCharsets.UTF_8);
    write(model);
  }

  private void write(byte[] model) {
    AtomicFiles.write(out, channel -> Channels.newOutputStream(channel).write(model));
  }

  private static void requireText(long amount) {
    if (amount == 0) {
      throw new IllegalArgumentException("the input is empty, expected text to learn from");
    }
  }

  private void note(String what) {
    spec.commandLine().getErr().println("srupp: " + what);
  }
}
