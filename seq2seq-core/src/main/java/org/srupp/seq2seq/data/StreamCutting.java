package org.srupp.seq2seq.data;

/**
 * How one long text of N tokens becomes B streams of equal length that are read side by side.
 * Stream b begins at token b times the stride, and each of its inputs has the token that follows it
 * in the text as target.
 */
public enum StreamCutting {
  /**
   * Stride and steps are floor((N - 1) / B): the last target of a stream is the first input of the
   * next. The SRU++ authors' rule for enwik8.
   */
  ACROSS_ENDS {
    @Override
    long stride(long tokens, int streams) {
      return Math.max(0, tokens - 1) / streams;
    }

    @Override
    long steps(long stride) {
      return stride;
    }
  },
  /**
   * The stride is floor(N / B), steps one fewer: a stream's last token is only a target, and its
   * first only an input. The authors' rule for WikiText-103.
   */
  WITHIN_STREAMS {
    @Override
    long stride(long tokens, int streams) {
      return tokens / streams;
    }

    @Override
    long steps(long stride) {
      return Math.max(0, stride - 1);
    }
  };

  /** Tokens between the starts of two neighbouring streams. */
  abstract long stride(long tokens, int streams);

  /** Inputs of a stream. */
  abstract long steps(long stride);
}
