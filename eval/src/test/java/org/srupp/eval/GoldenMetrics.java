package org.srupp.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.srupp.eval.text.SacrebleuTokenizer;

/** The metrics of the golden records by name and options. */
final class GoldenMetrics {
  private GoldenMetrics() {}

  /** A metric by the names of the paired records. */
  static CorpusMetric of(String name) {
    ObjectNode options = new ObjectMapper().createObjectNode();
    switch (name) {
      case "bleu", "chrf", "ter" -> {}
      case "chrf++" -> options.put("word_order", 2);
      case "bleu-zh" -> options.put("tokenize", "zh");
      case "bleu-intl-lc" -> options.put("tokenize", "intl").put("lowercase", true);
      case "bleu-floor" -> options.put("smooth_method", "floor");
      case "bleu-addk" -> options.put("smooth_method", "add-k");
      case "bleu-addk1.5" -> options.put("smooth_method", "add-k").put("smooth_value", 1.5);
      case "bleu-addk.5" -> options.put("smooth_method", "add-k").put("smooth_value", 0.5);
      default -> throw new IllegalArgumentException("unknown metric " + name);
    }
    return of(name, options);
  }

  /**
   * A metric with options of sacreBLEU's names.
   *
   * @param name starts with bleu, chrf or ter
   */
  static CorpusMetric of(String name, JsonNode options) {
    if (name.startsWith("bleu")) {
      return bleu(options);
    }
    if (name.startsWith("chrf")) {
      return new Chrf(
          ChrfConfig.DEFAULTS
              .withWordOrder(options.path("word_order").asInt(0))
              .withEpsSmoothing(options.path("eps_smoothing").asBoolean(false)));
    }
    return new Ter(TerConfig.DEFAULTS);
  }

  private static CorpusMetric bleu(JsonNode options) {
    BleuConfig config = BleuConfig.DEFAULTS.withForce(true);
    double value = options.path("smooth_value").asDouble(Double.NaN);
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String text = option.getValue().asText();
      config =
          switch (option.getKey()) {
            case "tokenize" -> config.withTokenizer(SacrebleuTokenizer.of(text));
            case "lowercase" -> config.withLowercase(option.getValue().asBoolean());
            case "smooth_method" -> config.withSmoothing(smoothing(text, value));
            case "smooth_value" -> config;
            default -> throw new IllegalArgumentException("unknown option " + option);
          };
    }
    return new Bleu(config);
  }

  private static Smoothing smoothing(String method, double value) {
    Smoothing smoothing = Smoothing.Method.of(method).withDefault();
    return Double.isNaN(value) ? smoothing : new Smoothing(smoothing.method(), value);
  }
}
