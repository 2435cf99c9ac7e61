package org.srupp.recipes.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.srupp.recipes.corpora.Utf8Lines;
import org.srupp.seq2seq.data.TokenFileWriter;
import org.srupp.tokenizers.Tokenizer;

/**
 * Text to token files on several threads: lines go out in batches, ids come back in the order of
 * the lines, and no more batches are under way than the threads need.
 */
final class ParallelEncoder implements AutoCloseable {
  private static final int BATCH_LINES = 1_000;
  private static final int BATCH_CHARACTERS = 1 << 17;

  private final int underWay;
  private final ExecutorService pool;

  ParallelEncoder(int threads) {
    this.underWay = threads + 2;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "srupp-tokenize");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Encodes every line of a text. */
  void encode(Path text, Tokenizer tokenizer, Path tokens) throws IOException {
    try (Utf8Lines lines = Utf8Lines.open(text);
        TokenFileWriter writer = new TokenFileWriter(tokens, tokenizer.vocabulary().size())) {
      Deque<Future<List<int[]>>> batches = new ArrayDeque<>();
      for (List<String> batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
        List<String> wanted = batch;
        batches.add(pool.submit(() -> wanted.stream().map(tokenizer::encode).toList()));
        if (batches.size() >= underWay) {
          write(batches.remove(), writer);
        }
      }
      while (!batches.isEmpty()) {
        write(batches.remove(), writer);
      }
      writer.commit();
    }
  }

  private static List<String> next(Utf8Lines lines) throws IOException {
    List<String> batch = new ArrayList<>();
    int characters = 0;
    while (batch.size() < BATCH_LINES && characters < BATCH_CHARACTERS) {
      String line = lines.next();
      if (line == null) {
        break;
      }
      batch.add(line);
      characters += line.length();
    }
    return batch;
  }

  private static void write(Future<List<int[]>> batch, TokenFileWriter writer) throws IOException {
    try {
      for (int[] ids : batch.get()) {
        writer.add(ids);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // out of memory, say
      }
      throw new IllegalStateException("a line could not be tokenised", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tokenising", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
