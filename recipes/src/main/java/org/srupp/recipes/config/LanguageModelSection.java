package org.srupp.recipes.config;

import java.util.List;

/** Architecture and sizes of a language model; each family has keys of its own. */
public sealed interface LanguageModelSection extends Variant
    permits SruppLanguageSection, TransformerXlSection {

  /**
   * SRU++ with attention, SRU with a projection in place of attention (Figure 2b of the paper),
   * plain SRU (Figure 2a), or the Transformer-XL that the paper compares with.
   */
  enum Architecture {
    SRUPP,
    PROJECTED_SRU,
    SRU,
    TRANSFORMER_XL
  }

  @Override
  Architecture architecture();

  @Override
  default List<Variant> variants() {
    return LanguageDefaults.MODELS;
  }

  /** Width of a layer. */
  int hidden();

  /** How many layers. */
  int layers();

  /** Attention heads. */
  int heads();

  /** Whether a layer, counted from 1, has attention. */
  boolean hasAttention(int layer);

  /** Rate of embeddings, layers and output. */
  double dropout();

  /** First and last layer. */
  WordsSection words();
}
