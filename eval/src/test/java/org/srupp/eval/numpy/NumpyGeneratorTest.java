package org.srupp.eval.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every draw that NumPy 1.24.2 made for six seeds. */
class NumpyGeneratorTest {
  @Test
  void seedsSpreadOverTheSameState() throws IOException {
    for (JsonNode seed : seeds()) {
      var sequence = new SeedSequence(number(seed));
      assertEquals(texts(seed.get("pool")), unsigned(sequence.pool()), seed.get("seed").asText());
      long[] state = sequence.state(4);
      List<String> words = new ArrayList<>();
      for (long word : state) {
        words.add(Integer.toUnsignedString((int) word));
        words.add(Integer.toUnsignedString((int) (word >>> 32)));
      }
      assertEquals(texts(seed.get("state_words_u32")), words);
      assertEquals(
          texts(seed.get("seed_u64")),
          Arrays.stream(state).mapToObj(Long::toUnsignedString).toList());
      var bits = new Pcg64(state);
      long[] started = bits.words();
      assertEquals(seed.get("state").asText(), hex(started[0]) + hex(started[1]));
      assertEquals(seed.get("inc").asText(), hex(started[2]) + hex(started[3]));
    }
  }

  @Test
  void rawBitsAreTheSame() throws IOException {
    for (JsonNode seed : seeds()) {
      var bits = new Pcg64(new SeedSequence(number(seed)).state(4));
      for (JsonNode expected : seed.get("raw_u64_first16")) {
        assertEquals(expected.asText(), hex(bits.next()));
      }
      NumpyGenerator generator = NumpyGenerator.seeded(number(seed));
      for (JsonNode expected : seed.get("next_u32_first16")) {
        assertEquals(expected.asText(), Integer.toUnsignedString(generator.nextInt()));
      }
    }
  }

  @Test
  void choicesAreTheSameToTheLast() throws Exception {
    int ran = 0;
    for (JsonNode seed : seeds()) {
      for (JsonNode choice : seed.get("choice")) {
        NumpyGenerator generator = NumpyGenerator.seeded(number(seed));
        int[] row = new int[choice.get("n_segments").asInt()];
        JsonNode rows = choice.get("first_rows");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long sum = 0;
        for (int i = 0; i < choice.get("n_samples").asInt(); i++) {
          generator.choose(row.length, row);
          if (i < rows.size()) {
            assertArrayEquals(numbers(rows.get(i)), row, seed.get("seed") + " row " + i);
          }
          var bytes = ByteBuffer.allocate(8 * row.length).order(ByteOrder.LITTLE_ENDIAN);
          Arrays.stream(row).forEach(bytes::putLong);
          digest.update(bytes.array());
          sum += Arrays.stream(row).sum();
        }
        assertEquals(choice.get("sum").asLong(), sum);
        assertEquals(
            choice.get("sha256_le_i64").asText(), HexFormat.of().formatHex(digest.digest()));
        ran++;
      }
    }
    assertEquals(18, ran);
  }

  @Test
  void coinsAreTheSameAndWhatFollowsThem() throws IOException {
    int ran = 0;
    for (JsonNode seed : seeds()) {
      for (JsonNode mask : seed.get("ar_masks")) {
        NumpyGenerator generator = NumpyGenerator.seeded(number(seed));
        Coins coins = generator.coins();
        boolean[] row = new boolean[mask.get("n_segments").asInt()];
        int ones = 0;
        for (int i = 0; i < mask.get("n_samples").asInt(); i++) {
          coins.fill(row);
          var text = new StringBuilder();
          for (boolean bit : row) {
            text.append(bit ? '1' : '0');
            ones += bit ? 1 : 0;
          }
          JsonNode expected = mask.get("first_rows").path(i);
          assertEquals(expected.asText(text.toString()), text.toString());
        }
        assertEquals(mask.get("ones").asInt(), ones);
        int[] chosen = new int[row.length];
        for (JsonNode expected : mask.get("then_choice_first_2_rows")) {
          generator.choose(chosen.length, chosen);
          assertArrayEquals(numbers(expected), chosen);
        }
        ran++;
      }
    }
    assertTrue(ran >= 6, "masks: " + ran);
  }

  @Test
  void withoutASeedDrawsDiffer() {
    int[] first = new int[50];
    int[] second = new int[50];
    NumpyGenerator.unseeded().choose(1000, first);
    NumpyGenerator.unseeded().choose(1000, second);
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void impossibleArgumentsAreRefused() {
    var negative =
        assertThrows(
            IllegalArgumentException.class, () -> NumpyGenerator.seeded(BigInteger.valueOf(-1)));
    assertEquals("a seed must be at least 0, found -1", negative.getMessage());
    var nothing =
        assertThrows(
            IllegalArgumentException.class,
            () -> NumpyGenerator.seeded(BigInteger.ONE).choose(0, new int[1]));
    assertEquals("there must be at least 1 to choose from, found 0", nothing.getMessage());
  }

  @Test
  void meanAddsInNumpysOrder() {
    // numpy.mean of 3/7, 3/8, ...; a plain sum ends otherwise for the longer ones.
    assertEquals(0.3419264069264069, NumpyMean.of(inverses(5)));
    assertEquals(0.08386092970724043, NumpyMean.of(inverses(100)));
    assertEquals(0.015124349853334823, NumpyMean.of(inverses(1000)));
    assertEquals(0.015088014387459294, NumpyMean.of(inverses(1003)));
  }

  private static double[] inverses(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 3.0 / (i + 7);
    }
    return values;
  }

  private static JsonNode seeds() throws IOException {
    String file = "/sacrebleu/significance/rng.json";
    try (InputStream in = NumpyGeneratorTest.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in).get("seeds");
    }
  }

  private static BigInteger number(JsonNode seed) {
    return new BigInteger(seed.get("seed").asText());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toList());
  }

  private static List<String> unsigned(int[] words) {
    return Arrays.stream(words).mapToObj(Integer::toUnsignedString).toList();
  }

  private static int[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static String hex(long word) {
    return HexFormat.of().toHexDigits(word);
  }
}
