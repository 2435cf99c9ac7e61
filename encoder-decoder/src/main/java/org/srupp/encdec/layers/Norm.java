package org.srupp.encdec.layers;

/** Where a layer normalisation stands. */
public enum Norm {
  /** There is none. */
  NONE,
  /** On the input of what it belongs to. */
  PRE,
  /** On the output of what it belongs to. */
  POST
}
