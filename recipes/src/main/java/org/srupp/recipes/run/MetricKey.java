package org.srupp.recipes.run;

/**
 * What a training measures about itself: the name in {@code log.jsonl} and the tag in TensorBoard.
 */
public enum MetricKey {
  /** Nats per target token, as trained on (label smoothing included). */
  TRAIN_LOSS("train_loss", "train/loss"),
  /** Nats per target token. */
  VALID_LOSS("valid_loss", "valid/loss"),
  /** 0 to 100. */
  VALID_BLEU("valid_bleu", "valid/bleu"),
  /** Bits per byte or character. */
  VALID_BPC("valid_bpc", "valid/bpc"),
  /** exp of the loss of a word. */
  VALID_PPL("valid_ppl", "valid/ppl"),
  TOKENS_PER_SECOND("tokens_per_second", "train/tokens_per_second"),
  /** Before clipping. */
  GRAD_NORM("grad_norm", "train/grad_norm"),
  LEARNING_RATE("learning_rate", "train/learning_rate");

  private final String field;
  private final String tag;

  MetricKey(String field, String tag) {
    this.field = field;
    this.tag = tag;
  }

  String field() {
    return field;
  }

  String tag() {
    return tag;
  }
}
