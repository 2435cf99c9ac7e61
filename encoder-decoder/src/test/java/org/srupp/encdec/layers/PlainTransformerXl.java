package org.srupp.encdec.layers;

import java.util.function.Function;

/**
 * A Transformer-XL's layers once more, one stream, one step and one number at a time: the formulas
 * of Dai et al. 2019, section 3.3, in plain Java, sharing nothing with the stack but the
 * parameters.
 */
final class PlainTransformerXl {
  private final TransformerConfig config;
  private final Function<String, double[]> parameters;

  /**
   * @param parameters gives a parameter's values, row-major, by its name
   */
  PlainTransformerXl(TransformerConfig config, Function<String, double[]> parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /**
   * Outputs of all steps of one stream.
   *
   * @param input embeddings, (L, W)
   * @param window steps before its own that a step sees in each layer
   */
  double[][] forward(double[][] input, int window) {
    double[][] x = new double[input.length][config.width()];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < config.width(); i++) {
        x[t][i] = Math.sqrt(config.width()) * input[t][i];
      }
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String name = "x.layers." + layer;
      double[][] y = new double[x.length][];
      for (int t = 0; t < x.length; t++) {
        y[t] = fed(name, attended(name, x, t, Math.max(0, t - window)));
      }
      x = y;
    }
    return x;
  }

  private double[] attended(String layer, double[][] x, int t, int first) {
    String name = layer + ".self_attention";
    int w = config.width();
    int size = w / config.heads();
    double[] query = times(x[t], name + ".query.weight");
    double[] mixed = new double[w];
    for (int head = 0; head < config.heads(); head++) {
      double[] weights = new double[t + 1];
      double total = 0;
      for (int j = first; j <= t; j++) {
        double[] key = times(x[j], name + ".keys_values.weight");
        double[] distance = times(position(t - j), name + ".distance.weight");
        double score = 0;
        for (int i = head * size; i < (head + 1) * size; i++) {
          score += (query[i] + parameters.apply("x.content_bias")[i]) * key[i];
          score += (query[i] + parameters.apply("x.distance_bias")[i]) * distance[i];
        }
        weights[j] = Math.exp(score / Math.sqrt(size));
        total += weights[j];
      }
      for (int j = first; j <= t; j++) {
        double[] keyAndValue = times(x[j], name + ".keys_values.weight");
        for (int i = head * size; i < (head + 1) * size; i++) {
          mixed[i] += weights[j] / total * keyAndValue[w + i];
        }
      }
    }
    return normalized(x[t], times(mixed, name + ".output.weight"), layer + ".self_norm");
  }

  private double[] position(int distance) {
    int w = config.width();
    double[] position = new double[w];
    for (int i = 0; i < w; i++) {
      double angle = distance * Math.exp(-Math.log(10000) * (i / 2) * 2 / w);
      position[i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    return position;
  }

  private double[] fed(String layer, double[] x) {
    double[] inner = times(x, layer + ".linear1.weight");
    for (int i = 0; i < inner.length; i++) {
      inner[i] = Math.max(0, inner[i] + parameters.apply(layer + ".linear1.bias")[i]);
    }
    double[] y = times(inner, layer + ".linear2.weight");
    for (int i = 0; i < y.length; i++) {
      y[i] += parameters.apply(layer + ".linear2.bias")[i];
    }
    return normalized(x, y, layer + ".feed_forward_norm");
  }

  private double[] times(double[] x, String weight) {
    double[] w = parameters.apply(weight);
    double[] y = new double[w.length / x.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += w[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private double[] normalized(double[] x, double[] added, String name) {
    int w = x.length;
    double mean = 0;
    for (int i = 0; i < w; i++) {
      mean += (x[i] + added[i]) / w;
    }
    double variance = 0;
    for (int i = 0; i < w; i++) {
      variance += Math.pow(x[i] + added[i] - mean, 2) / w;
    }
    double[] y = new double[w];
    for (int i = 0; i < w; i++) {
      double scaled = (x[i] + added[i] - mean) / Math.sqrt(variance + 1e-5);
      y[i] = parameters.apply(name + ".weight")[i] * scaled + parameters.apply(name + ".bias")[i];
    }
    return y;
  }
}
