package org.srupp.seq2seq.train;

import java.util.Locale;
import org.srupp.seq2seq.torch.EngineMessage;

/** No memory for a micro-batch; says for what part of it there is. */
public final class BatchMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

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
            EngineMessage.first(cause),
            part == 0
                ? "no smaller one fits either: take a smaller model"
                : "a batch 1/"
                    + part
                    + " as large fits: divide batch.streams or batch.maxTokens by "
                    + part),
        cause);
  }
}
