package org.srupp.seq2seq.train;

import java.util.Locale;

/** No memory for a micro-batch; says for what part of it there is. */
public final class BatchMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LENGTH = 120;

  /**
   * @param tokens target tokens of the micro-batch
   * @param part the part that fits is one of so many; 0 if none does
   * @param cause the failure, the beginning of whose message is told
   */
  BatchMemoryException(long tokens, int part, RuntimeException cause) {
    super(
        String.format(
            Locale.ROOT,
            "no memory for a batch of %,d target tokens (%s); %s",
            tokens,
            first(String.valueOf(cause.getMessage())),
            part == 0
                ? "no smaller one fits either: take a smaller model"
                : "a batch 1/"
                    + part
                    + " as large fits: divide batch.streams or batch.maxTokens by "
                    + part),
        cause);
  }

  /** The first line, without the sentences behind its first 120 characters. */
  private static String first(String message) {
    String line = message.lines().findFirst().orElse("");
    int end = line.lastIndexOf(". ", LENGTH);
    return line.length() <= LENGTH || end < 0 ? line : line.substring(0, end);
  }
}
