package org.srupp.encdec.model;

/** The decoder's state before its first step. */
public enum DecoderStart {
  /** Zeros. */
  ZEROS,
  /** Layer by layer the encoder's last states; both stacks then have equally many layers. */
  ENCODER
}
