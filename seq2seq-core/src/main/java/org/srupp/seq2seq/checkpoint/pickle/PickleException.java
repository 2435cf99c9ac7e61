package org.srupp.seq2seq.checkpoint.pickle;

import java.io.IOException;

/** A pickle that is damaged, or asks for what is not allowed; the message says where and what. */
public final class PickleException extends IOException {
  public PickleException(String message) {
    super(message);
  }
}
