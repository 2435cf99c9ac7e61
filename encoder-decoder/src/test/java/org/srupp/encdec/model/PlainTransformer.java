package org.srupp.encdec.model;

import java.util.function.Function;

/**
 * The Transformer translator once more, one sentence pair, one step and one number at a time: the
 * formulas of Vaswani et al. 2017 in plain Java, sharing nothing with the model but the parameters.
 */
final class PlainTransformer {
  private final TransformerTranslationConfig config;
  private final Function<String, double[]> parameters;

  /**
   * @param parameters gives a parameter's values, row-major, by its name
   */
  PlainTransformer(TransformerTranslationConfig config, Function<String, double[]> parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** Logits, (T, V), of what follows each of the target's ids. */
  double[][] logits(int[] source, int[] target) {
    double[][] memory = embedded("embedding_src.weight", source);
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = "encoder.layers." + i;
      memory = attended(layer + ".self", memory, memory, false);
      memory = fed(layer, memory);
    }
    double[][] x = embedded("embedding_tgt.weight", target);
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = "decoder.layers." + i;
      x = attended(layer + ".self", x, x, true);
      x = attended(layer + ".source", x, memory, false);
      x = fed(layer, x);
    }
    double[][] logits = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      logits[t] = times(x[t], "embedding_tgt.weight", "output_layer.bias");
    }
    return logits;
  }

  private double[][] embedded(String table, int[] ids) {
    int w = config.width();
    double[][] rows = new double[ids.length][w];
    for (int t = 0; t < ids.length; t++) {
      for (int pair = 0; 2 * pair < w; pair++) {
        double angle = t / Math.pow(10000, 2.0 * pair / w);
        rows[t][2 * pair] = Math.sin(angle);
        if (2 * pair + 1 < w) {
          rows[t][2 * pair + 1] = Math.cos(angle);
        }
      }
      for (int i = 0; i < w; i++) {
        rows[t][i] += Math.sqrt(w) * parameters.apply(table)[ids[t] * w + i];
      }
    }
    return rows;
  }

  private double[][] attended(String kind, double[][] x, double[][] seen, boolean causal) {
    String name = kind + "_attention";
    double[][] result = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      int keys = causal ? t + 1 : seen.length;
      double[] query = times(x[t], name + ".query.weight", name + ".query.bias");
      double[] mixed = mixed(name, query, seen, keys);
      double[] y = times(mixed, name + ".output.weight", name + ".output.bias");
      result[t] = normalized(sum(x[t], y), kind + "_norm");
    }
    return result;
  }

  private double[] mixed(String name, double[] query, double[][] seen, int keys) {
    int w = config.width();
    int size = w / config.heads();
    double[] mixed = new double[w];
    for (int head = 0; head < config.heads(); head++) {
      double[] weights = new double[keys];
      double total = 0;
      for (int k = 0; k < keys; k++) {
        double[] kv = times(seen[k], name + ".keys_values.weight", name + ".keys_values.bias");
        double dot = 0;
        for (int i = head * size; i < (head + 1) * size; i++) {
          dot += query[i] * kv[i];
        }
        weights[k] = Math.exp(dot / Math.sqrt(size));
        total += weights[k];
      }
      for (int k = 0; k < keys; k++) {
        double[] kv = times(seen[k], name + ".keys_values.weight", name + ".keys_values.bias");
        for (int i = head * size; i < (head + 1) * size; i++) {
          mixed[i] += weights[k] / total * kv[w + i];
        }
      }
    }
    return mixed;
  }

  private double[][] fed(String layer, double[][] x) {
    double[][] result = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] inner = times(x[t], layer + ".linear1.weight", layer + ".linear1.bias");
      for (int i = 0; i < inner.length; i++) {
        inner[i] = inner[i] > 0 ? inner[i] : 0;
      }
      double[] y = times(inner, layer + ".linear2.weight", layer + ".linear2.bias");
      result[t] = normalized(sum(x[t], y), layer + ".feed_forward_norm");
    }
    return result;
  }

  private double[] times(double[] x, String weight, String bias) {
    double[] w = parameters.apply(weight);
    double[] y = parameters.apply(bias).clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += w[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static double[] sum(double[] x, double[] y) {
    double[] sum = x.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += y[i];
    }
    return sum;
  }

  private double[] normalized(double[] x, String name) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double scaled = (x[i] - mean) / Math.sqrt(variance + 1e-5);
      y[i] = parameters.apply(name + ".weight")[i] * scaled + parameters.apply(name + ".bias")[i];
    }
    return y;
  }
}
