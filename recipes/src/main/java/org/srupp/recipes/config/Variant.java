package org.srupp.recipes.config;

import java.util.List;

/** A section whose keys depend on its {@code architecture}: a record for each kind of it. */
interface Variant {
  /** The key that tells which keys there are besides. */
  String KEY = "architecture";

  /** The value of the key. */
  Enum<?> architecture();

  /** All values of the key that this record is for. */
  List<? extends Enum<?>> architectures();

  /** The defaults of every kind of such a section, records all. */
  List<Variant> variants();

  /** The defaults of the kind that keys ask for; this one where they ask for none that there is. */
  default Variant asked(Node.Mapping keys) {
    String text =
        keys.get(KEY)
            .filter(Node.Scalar.class::isInstance)
            .map(node -> ((Node.Scalar) node).text().strip())
            .orElse("");
    return variants().stream()
        .filter(
            variant -> variant.architectures().stream().map(Choices::spell).anyMatch(text::equals))
        .findFirst()
        .orElse(this);
  }
}
