package org.srupp.encdec.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;

/** The authors' constructor arguments as configurations of ours. */
public final class GoldenConfigs {
  private GoldenConfigs() {}

  public static StackConfig stack(JsonNode c, boolean plain) {
    int hidden = c.get("hidden_size").asInt();
    boolean bidirectional = c.get("bidirectional").asBoolean();
    int units = bidirectional ? 2 * hidden : hidden;
    int layers = c.get("num_layers").asInt();
    boolean norm = c.get("layer_norm").asBoolean();
    Norm cellNorm = norm ? c.get("normalize_after").asBoolean() ? Norm.POST : Norm.PRE : Norm.NONE;
    int projection = plain ? c.get("projection_size").asInt() : c.get("proj_size").asInt();
    TransformKind kind =
        plain
            ? projection > 0 ? TransformKind.PROJECTED : TransformKind.LINEAR
            : TransformKind.ATTENTION;
    boolean innerNorm = !plain && c.get("attn_layer_norm").asBoolean();
    LayerConfig layer =
        new LayerConfig(
            units,
            units,
            kind,
            projection,
            plain ? 1 : c.get("num_heads").asInt(),
            bidirectional,
            innerNorm ? Norm.POST : Norm.NONE,
            cellNorm,
            c.get("rescale").asBoolean(),
            c.get("highway_bias").asDouble(),
            plain ? 0 : c.get("dropout").asDouble(),
            true,
            plain ? 0 : c.get("attn_dropout").asDouble());
    boolean projects = !plain && c.get("proj_input_to_hidden_first").asBoolean();
    return new StackConfig(
        c.get("input_size").asInt(), layer, layers, attention(c, plain, layers), projects);
  }

  /** The layers with attention, counted from 1. */
  public static TreeSet<Integer> attention(JsonNode c, boolean plain, int layers) {
    TreeSet<Integer> attention = new TreeSet<>();
    if (plain) {
      return attention;
    }
    int every = c.get("attention_every_n_layers").asInt();
    int last = c.get("attention_last_n_layers").asInt();
    for (int i = 1; i <= layers; i++) {
      if (last >= 0 ? i > layers - last : i % every == 0) {
        attention.add(i);
      }
    }
    return attention;
  }
}
