package org.srupp.tokenizers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.srupp.tokenizers.sentencepiece.SentenceCounts;
import org.srupp.tokenizers.sentencepiece.SentencePieceConfig;
import org.srupp.tokenizers.sentencepiece.SentencePieceLearner;
import org.srupp.tokenizers.text.MosesTokenizer;
import org.srupp.tokenizers.text.NltkTokenizer;
import org.srupp.tokenizers.text.TextLanguage;

/**
 * Words that one thread tokenizes in a second, in the column {@code words}. Run: {@code mvn -Pbench
 * -pl tokenizers verify -DskipTests}. The text is random words by Zipf's law, 50,000 of them; with
 * the environment variable {@code SRUPP_BENCH_TEXT} it is that file's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class TokenizerBenchmark {
  private static final int LINES = 20_000;
  private static final int TYPES = 50_000;

  /** What is measured. */
  public enum Kind {
    MOSES,
    NLTK,
    BPE,
    BPE_DROPOUT,
    SENTENCEPIECE
  }

  /** Counts beside the calls. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Words {
    public long words;
  }

  @Param public Kind kind;

  private List<String> lines;
  private UnaryOperator<String> tokenizer;
  private int next;

  @Setup
  public void prepare() throws IOException {
    String file = System.getenv("SRUPP_BENCH_TEXT");
    lines = file == null ? randomLines() : Files.readAllLines(Path.of(file));
    tokenizer =
        switch (kind) {
          case MOSES -> new MosesTokenizer(TextLanguage.EN, true, false)::tokenize;
          case NLTK -> new NltkTokenizer()::tokenize;
          case BPE -> codes()::apply;
          case BPE_DROPOUT -> {
            SubwordSegmenter segmenter = codes();
            SplittableRandom random = new SplittableRandom(1);
            yield line -> segmenter.apply(line, 0.1, random);
          }
          case SENTENCEPIECE -> {
            Tokenizer model = sentencePiece();
            yield line -> Integer.toString(model.encode(line).length);
          }
        };
  }

  @Benchmark
  public String tokenize(Words counted) {
    String line = lines.get(next);
    next = (next + 1) % lines.size();
    for (int i = 0; i < line.length(); i++) {
      counted.words += line.charAt(i) == ' ' ? 1 : 0;
    }
    counted.words++;
    return tokenizer.apply(line);
  }

  private SubwordSegmenter codes() {
    WordTally tally = new WordTally();
    lines.forEach(tally::add);
    return new SubwordSegmenter(SubwordLearner.learn(tally, 10_000, 2));
  }

  private Tokenizer sentencePiece() {
    SentencePieceConfig config = SentencePieceConfig.of(8000);
    SentenceCounts counts = new SentenceCounts(config);
    lines.forEach(counts::add);
    return SentencePieceTokenizer.of(SentencePieceLearner.learn(config, counts));
  }

  private static List<String> randomLines() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> types = new ArrayList<>();
    for (int i = 0; i < TYPES; i++) {
      StringBuilder word = new StringBuilder();
      for (int n = 2 + random.nextInt(9); n > 0; n--) {
        word.append("etaoinshrdluetaoinetaiecmwfgypbvk".charAt(random.nextInt(33)));
      }
      types.add(word.toString());
    }
    List<String> made = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = 4 + random.nextInt(30); n > 0; n--) {
        // A rank of Zipf's law: its logarithm is uniform.
        int rank = (int) Math.exp(random.nextDouble() * Math.log(TYPES));
        line.append(line.isEmpty() ? "" : random.nextInt(12) == 0 ? ", " : " ");
        line.append(types.get(rank));
      }
      made.add(line.append('.').toString());
    }
    return made;
  }
}
