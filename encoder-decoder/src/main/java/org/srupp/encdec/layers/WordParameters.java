package org.srupp.encdec.layers;

import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.Parameter;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;

/**
 * The parameters of both ends of a language model under the names of the authors' checkpoints:
 * which are there, and which belong to each cluster of ids.
 *
 * <p>Vectors are uniform in plus and minus sqrt(3 / D), projections Xavier-uniform, biases 0.
 */
public final class WordParameters {
  private static final String INPUT = "embedding_layer";
  private static final String OUTPUT = "output_layer";

  private final WordConfig config;
  private final int vocabulary;
  private final int inputs;
  private final int hidden;

  /**
   * @param vocabulary number of ids
   * @param inputs width that the embedding gives
   * @param hidden width that the output layer takes
   * @throws IllegalArgumentException if the sizes cannot be tied or cut like this
   */
  public WordParameters(WordConfig config, int vocabulary, int inputs, int hidden) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.inputs = inputs;
    this.hidden = hidden;
    if (config instanceof PlainWordConfig plain && plain.tied() && inputs != hidden) {
      throw new IllegalArgumentException(
          "tied words need embeddings as wide as the hidden size " + hidden + ", found " + inputs);
    }
    if (config instanceof AdaptiveWordConfig adaptive) {
      adaptive.require(vocabulary);
      if (adaptive.tiedProjections() && inputs != hidden) {
        throw new IllegalArgumentException(
            "tied projections need embeddings as wide as the hidden size "
                + hidden
                + ", found "
                + inputs);
      }
    }
  }

  private static Initialization vectors(int width) {
    return Initialization.uniform(Math.sqrt(3.0 / width));
  }

  /** Parameters that only the input has, in order. */
  public List<ParameterSpec> inputSpecs() {
    List<ParameterSpec> specs = new ArrayList<>();
    if (config instanceof PlainWordConfig plain) {
      if (plain.tied()) {
        return specs;
      }
      specs.add(ParameterSpec.of(INPUT + ".weight", vectors(inputs), vocabulary, inputs));
      return specs;
    }
    AdaptiveWordConfig adaptive = (AdaptiveWordConfig) config;
    for (int i = 0; i < adaptive.clusters() && !adaptive.tiedWeights(); i++) {
      specs.add(
          ParameterSpec.of(
              INPUT + ".emb_layers." + i + ".weight",
              vectors(inputs),
              words(adaptive, i),
              adaptive.width(i)));
    }
    for (int i = 0; i < adaptive.clusters() && !adaptive.tiedProjections(); i++) {
      specs.add(projection(INPUT + ".emb_projs." + i, inputs, adaptive.width(i)));
    }
    return specs;
  }

  /** Parameters of the output, tied ones included, in order. */
  public List<ParameterSpec> outputSpecs() {
    List<ParameterSpec> specs = new ArrayList<>();
    Initialization zero = Initialization.constant(0);
    if (!(config instanceof AdaptiveWordConfig)) {
      specs.add(ParameterSpec.of(OUTPUT + ".weight", vectors(hidden), vocabulary, hidden));
      specs.add(ParameterSpec.of(OUTPUT + ".bias", zero, vocabulary));
      return specs;
    }
    AdaptiveWordConfig adaptive = (AdaptiveWordConfig) config;
    for (int i = 0; i < adaptive.clusters(); i++) {
      long rows = words(adaptive, i) + (i == 0 ? adaptive.clusters() - 1 : 0);
      String name = OUTPUT + ".out_layers." + i;
      specs.add(ParameterSpec.of(name + ".weight", vectors(hidden), rows, adaptive.width(i)));
      specs.add(ParameterSpec.of(name + ".bias", zero, rows));
    }
    for (int i = 0; i < adaptive.clusters(); i++) {
      specs.add(projection(OUTPUT + ".out_projs." + i, hidden, adaptive.width(i)));
    }
    return specs;
  }

  private static ParameterSpec projection(String name, int to, int from) {
    return ParameterSpec.of(name, Initialization.xavier(from, to, 1), to, from);
  }

  private int words(AdaptiveWordConfig adaptive, int cluster) {
    return adaptive.first(cluster + 1, vocabulary) - adaptive.first(cluster, vocabulary);
  }

  List<WordCluster> inputClusters(ParameterSet parameters) {
    if (config instanceof PlainWordConfig plain) {
      Parameter weight = parameters.parameter((plain.tied() ? OUTPUT : INPUT) + ".weight");
      return List.of(new WordCluster(0, vocabulary, weight, null, null));
    }
    AdaptiveWordConfig adaptive = (AdaptiveWordConfig) config;
    String weights = adaptive.tiedWeights() ? OUTPUT + ".out_layers." : INPUT + ".emb_layers.";
    String projections =
        adaptive.tiedProjections() ? OUTPUT + ".out_projs." : INPUT + ".emb_projs.";
    List<WordCluster> clusters = new ArrayList<>();
    for (int i = 0; i < adaptive.clusters(); i++) {
      clusters.add(
          new WordCluster(
              adaptive.first(i, vocabulary),
              words(adaptive, i),
              parameters.parameter(weights + i + ".weight"),
              null,
              parameters.parameter(projections + i)));
    }
    return clusters;
  }

  List<WordCluster> outputClusters(ParameterSet parameters) {
    if (!(config instanceof AdaptiveWordConfig)) {
      Parameter weight = parameters.parameter(OUTPUT + ".weight");
      Parameter bias = parameters.parameter(OUTPUT + ".bias");
      return List.of(new WordCluster(0, vocabulary, weight, bias, null));
    }
    AdaptiveWordConfig adaptive = (AdaptiveWordConfig) config;
    List<WordCluster> clusters = new ArrayList<>();
    for (int i = 0; i < adaptive.clusters(); i++) {
      String name = OUTPUT + ".out_layers." + i;
      clusters.add(
          new WordCluster(
              adaptive.first(i, vocabulary),
              words(adaptive, i),
              parameters.parameter(name + ".weight"),
              parameters.parameter(name + ".bias"),
              parameters.parameter(OUTPUT + ".out_projs." + i)));
    }
    return clusters;
  }
}
