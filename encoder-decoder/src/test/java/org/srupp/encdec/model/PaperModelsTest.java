package org.srupp.encdec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.encdec.layers.WordConfig;
import org.srupp.seq2seq.autograd.ParameterSpec;

/** The parameter counts of every model of the paper's tables, without allocating one. */
class PaperModelsTest {
  private static final int LAYERS = 10;
  private static final Set<Integer> ALL = LanguageModelConfig.every(1, LAYERS);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "table 1 and 2,             1920,  480, every 1,  42345815",
    "table 3 base,              3072,  768, every 1, 107566295",
    "table 3 base k 5,          3072,  768, every 5,  98129103",
    "table 3 large,             4096, 1024, every 1, 190607575",
    "table 3 large 8 to 1,      6016,  752, every 1, 194993815",
    "table 4 ratio 6,           3840,  640, every 1, 108237015",
    "table 4 and 10 ratio 8,    4480,  560, every 1, 108651415",
    "table 4 ratio 10,          5040,  504, every 1, 108965015",
    "table 10 layers 6 to 10,   3072,  768, last 5,  101668050",
    "table 10 even layers,      3072,  768, every 2, 101668050",
    "table 10 last 3,           3136,  784, last 3,  103459984",
    "table 10 layers 3 6 9,     3136,  784, every 3, 103459984",
    "table 10 last layer,       3072,  768, last 1,   96949454",
    "table 10 ratio 8 k 5,      4480,  560, every 5, 103633807"
  })
  void enwik8(String row, int hidden, int projection, String attention, long count) {
    assertEquals(count, count(enwik8(hidden, projection, layers(attention), 1, Norm.POST)));
  }

  private static Set<Integer> layers(String attention) {
    int n = Integer.parseInt(attention.split(" ")[1]);
    return attention.startsWith("every")
        ? LanguageModelConfig.every(n, LAYERS)
        : LanguageModelConfig.last(n, LAYERS);
  }

  @Test
  void headsAddNoParameters() {
    assertEquals(98129103, count(enwik8(3072, 768, Set.of(5, 10), 2, Norm.POST)));
    assertEquals(96949454, count(enwik8(3072, 768, Set.of(10), 2, Norm.POST)));
  }

  @Test
  void figure6HasNoNormalisation() {
    assertEquals(42336215, count(enwik8(1920, 480, ALL, 1, Norm.NONE)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "k 2,  1968, 492, 2,  42.05",
    "k 5,  2016, 504, 5,  42.58",
    "k 5,  2000, 500, 5,  41.91",
    "k 10, 2016, 504, 10, 42.07",
    "none, 2032, 508, 11, 42.22"
  })
  void table2(String row, int hidden, int projection, int every, double millions) {
    Set<Integer> attention = LanguageModelConfig.every(every, LAYERS);
    long count = count(enwik8(hidden, projection, attention, 1, Norm.POST));
    assertEquals(millions, Math.round(count / 1e4) / 100.0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "base,           3072,  768, 1, 147676036",
    "large,          4096, 1024, 1, 231690116",
    "large 8 to 1 k 5, 5952, 744, 5, 224884892",
    "large 8 to 1,   5952,  744, 1, 233741476"
  })
  void wikitext103(String row, int hidden, int projection, int every, long count) {
    WordConfig words = new AdaptiveWordConfig(List.of(19997, 39997, 199997), 1024, 4, true, true);
    assertEquals(count, count(config(267735, hidden, projection, every, words)));
  }

  @Test
  void wikitext103HasOneSetOfVectorsAndProjections() {
    WordConfig words = new AdaptiveWordConfig(List.of(19997, 39997, 199997), 1024, 4, true, true);
    long rest = count(config(267735, 3072, 768, 1, words)) - 10 * layer(3072, 768);
    assertEquals(41369466, rest);
  }

  private static long layer(long d, long p) {
    return 4 * d * p + 4 * d + 2 * p + 2 * p * p + 1;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "base,      793470, 4096, 1024, 1, 328313738",
    "one more,  793471, 4096, 1024, 1, 328313803",
    "large k 5, 793470, 7616, 1024, 5, 465318274"
  })
  void billionWord(String row, int vocabulary, int hidden, int projection, int every, long count) {
    WordConfig words = new AdaptiveWordConfig(List.of(59998, 159998), 1024, 4, true, false);
    assertEquals(count, count(config(vocabulary, hidden, projection, every, words)));
  }

  @Test
  void sruWithoutAttentionHasOneOrTwoMatrices() {
    // Figure 2 a and b: k D^2, or k D P + D P and the inner norm; two gates' vectors in both.
    LanguageModelConfig plain = sru(TransformKind.LINEAR, 0);
    assertEquals(2 * 205 * 64 + 205 + 2 * (3 * 64 * 64 + 4 * 64), count(plain));
    LanguageModelConfig projected = sru(TransformKind.PROJECTED, 16);
    assertEquals(2 * 205 * 64 + 205 + 2 * (4 * 64 * 16 + 4 * 64 + 2 * 16), count(projected));
  }

  // A layer has five matrices of 512 x 512, two of 512 x 2048 with biases, and two normalisations:
  // 3,412,480. The authors' run has 204 different bytes and says 41,055,436 parameters, of which
  // 40,949,760 are in layers; the data of SRU++'s authors has 205.
  @ParameterizedTest
  @CsvSource({"204, 41055436", "205, 41055949"})
  void transformerXlHasAsManyParametersAsItsAuthorsSay(int vocabulary, long expected) {
    assertEquals(
        expected,
        count(
            new TransformerXlConfig(
                vocabulary, 512, 8, 2048, 12, 0.1, 0, 0, new PlainWordConfig(true))));
  }

  private static LanguageModelConfig sru(TransformKind kind, int projection) {
    return new SruppLanguageConfig(
        205,
        64,
        64,
        kind,
        projection,
        2,
        Set.of(),
        1,
        Norm.POST,
        Norm.NONE,
        false,
        -2,
        0.1,
        0,
        0,
        new PlainWordConfig());
  }

  private static LanguageModelConfig enwik8(
      int hidden, int projection, Set<Integer> attention, int heads, Norm norm) {
    return new SruppLanguageConfig(
        205,
        hidden,
        hidden,
        TransformKind.ATTENTION,
        projection,
        LAYERS,
        attention,
        heads,
        norm,
        Norm.NONE,
        false,
        -2,
        0.22,
        0.22,
        0,
        new PlainWordConfig());
  }

  private static LanguageModelConfig config(
      int vocabulary, int hidden, int projection, int every, WordConfig words) {
    return new SruppLanguageConfig(
        vocabulary,
        hidden,
        hidden,
        TransformKind.ATTENTION,
        projection,
        LAYERS,
        LanguageModelConfig.every(every, LAYERS),
        1,
        Norm.POST,
        Norm.NONE,
        false,
        -2,
        0.15,
        0.15,
        0.15,
        words);
  }

  private static long count(LanguageModelConfig config) {
    return LanguageModel.specs(config).stream().mapToLong(ParameterSpec::size).sum();
  }
}
