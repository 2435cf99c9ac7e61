package org.srupp.recipes.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.srupp.recipes.config.DecodeSection;
import org.srupp.seq2seq.decode.BatchedSearch;
import org.srupp.seq2seq.decode.BeamConfig;
import org.srupp.seq2seq.decode.BeamSearch;
import org.srupp.seq2seq.decode.GreedySearch;
import org.srupp.seq2seq.decode.Hypothesis;
import org.srupp.seq2seq.decode.LengthLimits;
import org.srupp.seq2seq.decode.LengthNormalization;
import org.srupp.seq2seq.decode.OutputRules;
import org.srupp.seq2seq.decode.ScorerFactory;
import org.srupp.seq2seq.decode.SequenceSearch;
import org.srupp.seq2seq.decode.SpecialIds;
import org.srupp.seq2seq.torch.TorchEngine;
import org.srupp.tokenizers.SpecialTokens;
import org.srupp.tokenizers.Tokenizer;
import org.srupp.tokenizers.TokenizerPair;

/**
 * Text to text: tokenises, searches and joins pieces again.
 *
 * <p>Each thread searches its own share of the sentences with one engine thread. That is faster
 * than several threads on one small product, and it is what makes a translation independent of the
 * sentences around it. The shares are longest sentences first, so the threads end together.
 */
public final class TextTranslator implements AutoCloseable {
  /** Longer sources are cut: attention costs their length squared. */
  public static final int MAX_SOURCE_PIECES = 1024;

  /**
   * Longest translation in pieces, the end included and a prefix left out, whatever the length
   * limits say; and longest prefix.
   */
  public static final int MAX_OUTPUT = 4096;

  private static final int QUOTED = 40;

  private final TokenizerPair tokenizers;
  private final ScorerFactory scorers;
  private final LengthLimits limits;
  private final SequenceSearch search;
  private final DecodeSection decode;
  private final int threads;
  private final ExecutorService pool;

  /**
   * Prepares a search.
   *
   * @param scorers the network; stays the caller's, who closes it after this
   * @param nBest translations wanted for each line; more than 1 needs a beam at least as wide
   * @param threads sentences searched at once
   */
  public TextTranslator(
      ScorerFactory scorers,
      TokenizerPair tokenizers,
      DecodeSection decode,
      int nBest,
      int threads) {
    this(scorers, tokenizers, decode, new SearchOptions(0, nBest, false), threads);
  }

  /**
   * Prepares a search.
   *
   * @param scorers the network; stays the caller's, who closes it after this
   * @param threads sentences searched at once
   * @throws IllegalArgumentException if the settings do not fit each other
   */
  public TextTranslator(
      ScorerFactory scorers,
      TokenizerPair tokenizers,
      DecodeSection decode,
      SearchOptions options,
      int threads) {
    this.tokenizers = tokenizers;
    this.decode = decode;
    this.threads = threads;
    limits =
        new LengthLimits(
            1 + options.minLength(), // the search counts the end
            MAX_OUTPUT,
            decode.maxLengthFactor(),
            decode.maxLengthOffset());
    search = search(tokenizers.target().vocabulary().specials(), limits, decode, options);
    this.scorers = scorers;
    pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "srupp-translate");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The specials as a search knows them. */
  static SpecialIds ids(SpecialTokens specials) {
    return new SpecialIds(specials.pad(), specials.unk(), specials.sos(), specials.eos());
  }

  private static SequenceSearch search(
      SpecialTokens specials, LengthLimits limits, DecodeSection decode, SearchOptions options) {
    OutputRules rules = new OutputRules(ids(specials), limits, false);
    if (decode.beam() == 1 && options.nBest() == 1 && !options.scored()) {
      return new GreedySearch(rules, false);
    }
    LengthNormalization normalization =
        switch (decode.lengthNormalization()) {
          case NONE -> LengthNormalization.NONE;
          case AVERAGE -> LengthNormalization.AVERAGE;
          case GNMT -> LengthNormalization.GNMT;
        };
    return new BeamSearch(
        new BeamConfig(decode.beam(), options.nBest(), normalization, decode.lengthPenalty()),
        rules);
  }

  /**
   * Translates lines.
   *
   * @param lines any text
   * @return the best translation of each line, in order; an empty one for a line without text
   */
  public List<String> translate(List<String> lines) {
    return translateBest(lines).stream().map(Translation::text).toList();
  }

  /** As {@link #translate}, with what is known of each translation. */
  public List<Translation> translateBest(List<String> lines) {
    return translateNBest(lines).stream().map(list -> list.get(0)).toList();
  }

  /**
   * Translates lines.
   *
   * @return for each line its translations, best first, at least one
   */
  public List<List<Translation>> translateNBest(List<String> lines) {
    return translateNBest(lines, Collections.nCopies(lines.size(), ""));
  }

  /**
   * Translates lines whose translations begin as given.
   *
   * @param prefixes for each line text, or nothing; the length limits hold for what follows it, and
   *     that of a line without text is dropped
   * @return for each line its translations, best first, at least one
   * @throws IllegalArgumentException if a prefix has more than {@link #MAX_OUTPUT} pieces
   */
  public List<List<Translation>> translateNBest(List<String> lines, List<String> prefixes) {
    int[][] sources = new int[lines.size()][];
    int[][] forced = new int[lines.size()][];
    boolean[] cut = new boolean[lines.size()];
    for (int i = 0; i < sources.length; i++) {
      int[] ids = tokenizers.source().encode(lines.get(i));
      cut[i] = ids.length > MAX_SOURCE_PIECES;
      sources[i] = atMost(MAX_SOURCE_PIECES, ids);
      forced[i] = forced(prefixes.get(i));
    }
    List<List<Hypothesis>> found = search(sources, forced);
    List<List<Translation>> translations = new ArrayList<>(lines.size());
    for (int i = 0; i < sources.length; i++) {
      boolean wasCut = cut[i];
      translations.add(
          found.get(i).stream().map(hypothesis -> translation(hypothesis, wasCut)).toList());
    }
    return translations;
  }

  private int[] forced(String prefix) {
    int[] ids = tokenizers.target().encode(prefix);
    if (ids.length > MAX_OUTPUT) {
      throw new IllegalArgumentException(
          "the prefix that begins \""
              + prefix.substring(0, Math.min(QUOTED, prefix.length()))
              + "\" has "
              + ids.length
              + " pieces, expected at most "
              + MAX_OUTPUT
              + "; shorten it");
    }
    return ids;
  }

  private Translation translation(Hypothesis hypothesis, boolean cut) {
    Tokenizer target = tokenizers.target();
    int[] ids = hypothesis.tokens();
    return new Translation(target.decode(ids), target.words(ids), hypothesis.score(), cut);
  }

  private static int[] atMost(int length, int[] ids) {
    return ids.length <= length ? ids : Arrays.copyOf(ids, length);
  }

  private List<List<Hypothesis>> search(int[][] sources, int[][] prefixes) {
    int parts = Math.max(1, Math.min(threads, sources.length));
    Integer[] order = new Integer[sources.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(sources[b].length, sources[a].length));
    List<List<Hypothesis>> results = new ArrayList<>(sources.length);
    for (int i = 0; i < sources.length; i++) {
      results.add(null);
    }
    List<Future<?>> running = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int first = part;
      running.add(pool.submit(() -> searchShare(sources, prefixes, order, first, parts, results)));
    }
    running.forEach(TextTranslator::await);
    return results;
  }

  private void searchShare(
      int[][] sources,
      int[][] prefixes,
      Integer[] order,
      int first,
      int parts,
      List<List<Hypothesis>> results) {
    TorchEngine.threads(1);
    int count = (order.length - first + parts - 1) / parts;
    int[][] share = new int[count][];
    int[][] begun = new int[count][];
    Arrays.setAll(share, i -> sources[order[first + i * parts]]);
    Arrays.setAll(begun, i -> prefixes[order[first + i * parts]]);
    List<List<Hypothesis>> found =
        new BatchedSearch(search, scorers, decode.batchSentences(), decode.batchTokens())
            .run(share, begun);
    for (int i = 0; i < count; i++) {
      results.set(order[first + i * parts], found.get(i));
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while translating", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    try {
      // A share that still runs after another failed reads memory which the caller frees next.
      pool.awaitTermination(1, TimeUnit.HOURS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
