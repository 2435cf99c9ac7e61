package org.srupp.recipes.translation;

import java.util.Locale;
import java.util.Optional;
import org.srupp.seq2seq.torch.Bfloat16Product;
import org.srupp.seq2seq.torch.Int8Product;

/** What the factors of a translator's matrix products are; all else is float32. */
public enum Precision {
  FLOAT32,
  /** Both rounded to 8 significant bits. */
  BFLOAT16,
  /** Weights in 8-bit integers with a scale for each output, activations with one for each row. */
  INT8;

  /** Why this processor cannot, or should not; empty where it can. */
  Optional<String> obstacle() {
    return switch (this) {
      case FLOAT32 -> Optional.empty();
      case BFLOAT16 -> Bfloat16Product.obstacle();
      case INT8 -> Int8Product.obstacle();
    };
  }

  /** As it is typed. */
  String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }
}
