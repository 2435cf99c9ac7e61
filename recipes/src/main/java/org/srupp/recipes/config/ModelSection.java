package org.srupp.recipes.config;

import java.util.List;

/** Architecture and sizes of a translator; each architecture has keys of its own. */
public sealed interface ModelSection extends Variant permits SruppSection, TransformerSection {

  /** The model families. */
  enum Architecture {
    SRUPP,
    TRANSFORMER
  }

  /** One recurrence of the full width, or two of half of it in opposite directions. */
  enum EncoderDirection {
    BIDIRECTIONAL,
    UNIDIRECTIONAL
  }

  /** Where a layer normalisation stands, if anywhere. */
  enum Norm {
    NONE,
    PRE,
    POST
  }

  /** Zeros, or the encoder's last states layer by layer. */
  enum InitialState {
    ZEROS,
    ENCODER
  }

  @Override
  Architecture architecture();

  @Override
  default List<Variant> variants() {
    return Defaults.MODELS;
  }
}
