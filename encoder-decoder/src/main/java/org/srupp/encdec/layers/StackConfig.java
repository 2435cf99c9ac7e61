package org.srupp.encdec.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stack of equal layers, some with attention and some without.
 *
 * @param inputs width of the stack's input
 * @param layer what every layer is like; its inputs and transform are set for each layer by this
 *     record
 * @param layers number of layers
 * @param attentionLayers the layers that have attention, counted from 1
 * @param projectsInput whether a bias-free matrix brings the input to the layers' width first;
 *     without it, a first layer of another input width brings its own skip term
 */
public record StackConfig(
    int inputs,
    LayerConfig layer,
    int layers,
    Set<Integer> attentionLayers,
    boolean projectsInput) {

  public StackConfig {
    attentionLayers = Set.copyOf(attentionLayers);
    for (int i : attentionLayers) {
      if (i < 1 || i > layers) {
        throw new IllegalArgumentException(
            "attention layer " + i + " is not one of the layers 1 to " + layers);
      }
    }
    if (projectsInput && inputs == layer.units()) {
      projectsInput = false;
    }
  }

  /** Width of the stack's output. */
  public int units() {
    return layer.units();
  }

  /** The configuration of each layer; the last one has no mask on its recurrence. */
  List<LayerConfig> layerConfigs() {
    List<LayerConfig> configs = new ArrayList<>();
    for (int i = 1; i <= layers; i++) {
      boolean first = i == 1 && !projectsInput;
      TransformKind without =
          layer.transform() == TransformKind.ATTENTION
              ? TransformKind.PROJECTED
              : layer.transform();
      configs.add(
          new LayerConfig(
              first ? inputs : layer.units(),
              layer.units(),
              attentionLayers.contains(i) ? TransformKind.ATTENTION : without,
              layer.projection(),
              layer.heads(),
              layer.bidirectional(),
              layer.transformNorm(),
              layer.cellNorm(),
              layer.rescale(),
              layer.highwayBias(),
              layer.dropout(),
              layer.cellDropout() && i < layers,
              layer.attentionDropout()));
    }
    return configs;
  }
}
