package org.srupp.recipes.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN = List.of("dropout", "hidden", "heads", "projection");

  @ParameterizedTest
  @CsvSource({
    "droput,dropout",
    "hiden,hidden",
    "haeds,heads",
    "DROPOUT,dropout",
    "projektion,projection"
  })
  void slipsFindTheirName(String slip, String name) {
    assertEquals(Optional.of(name), Nearest.to(slip, KNOWN));
  }

  @Test
  void strangersFindNone() {
    assertEquals(Optional.empty(), Nearest.to("vocabulary", KNOWN));
    assertEquals("", Nearest.question("vocabulary", KNOWN));
    assertEquals("; did you mean heads?", Nearest.question("head", KNOWN));
  }

  @Test
  void equalDistanceTakesTheFirst() {
    assertEquals(Optional.of("ab"), Nearest.to("a", List.of("ab", "ac")));
  }
}
