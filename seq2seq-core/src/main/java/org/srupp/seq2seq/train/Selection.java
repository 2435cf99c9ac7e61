package org.srupp.seq2seq.train;

/** What makes one checkpoint better than another. */
public enum Selection {
  /** Lower validation loss, which is lower perplexity. */
  LOSS,
  /** Higher validation BLEU. */
  BLEU
}
