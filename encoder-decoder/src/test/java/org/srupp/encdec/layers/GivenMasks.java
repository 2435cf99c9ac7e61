package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Dropout with the masks of a golden case; remembers which were used. */
public final class GivenMasks implements Dropout {
  private final Function<String, NDArray> masks;
  private final Set<String> used = new HashSet<>();

  public GivenMasks(Function<String, NDArray> masks) {
    this.masks = masks;
  }

  public Set<String> used() {
    return used;
  }

  /**
   * {@code stack.rnn_lst.1.transform_module.proj} and {@code m.proj} to {@code in.drop.1.proj} and
   * {@code in.drop.proj}; {@code embedding_layer.emb.1} to {@code in.drop.emb.1}.
   */
  private static String theirs(String site) {
    if (site.startsWith("embedding_layer.") || site.startsWith("output_layer.")) {
      return "in.drop." + site.substring(site.indexOf('.') + 1);
    }
    String kind = site.substring(site.lastIndexOf('.') + 1);
    int at = site.indexOf("rnn_lst.");
    return at < 0 ? "in.drop." + kind : "in.drop." + site.charAt(at + 8) + "." + kind;
  }

  @Override
  public NDArray apply(String site, NDArray x, double rate) {
    NDArray mask = mask(site, x, x.getShape(), rate);
    return mask == null ? x : x.mul(mask.reshape(x.getShape()));
  }

  @Override
  public NDArray mask(String site, NDArray like, Shape shape, double rate) {
    NDArray mask = rate == 0 ? null : masks.apply(theirs(site));
    if (mask != null) {
      used.add(theirs(site));
    }
    return mask;
  }
}
