package org.srupp.encdec.layers;

/** How a layer computes U from its input. */
public enum TransformKind {
  /** Single-head or multi-head attention in the inner size P: the SRU++ layer. */
  ATTENTION,
  /** Down to P, normalised, and up again: an SRU++ layer without attention. */
  PROJECTED,
  /** One matrix: the plain SRU of 2018. */
  LINEAR
}
