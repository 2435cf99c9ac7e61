package org.srupp.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One computation of the authors' code: its configuration, its arrays and how exactly it must be
 * met. {@code golden/srupp/README.md} has the roles.
 */
public final class GoldenCase {
  private final JsonNode description;
  private final Map<String, GoldenTensor> tensors;

  GoldenCase(JsonNode description, Map<String, GoldenTensor> tensors) {
    this.description = description;
    this.tensors = tensors;
  }

  /** Unique, such as {@code a_k3_bi}. */
  public String name() {
    return description.get("name").asText();
  }

  /** A letter, a to h. */
  public String group() {
    return description.get("group").asText();
  }

  /** Such as {@code recurrence}, {@code attention}, {@code srupp}. */
  public String kind() {
    return description.get("kind").asText();
  }

  /** Whether the authors' code computed it in float32. */
  public boolean isFloat32() {
    return description.get("dtype").asText().equals("float32");
  }

  /** The configuration, as in {@code cases.json}. */
  public JsonNode config() {
    return description.get("config");
  }

  /**
   * Names of all arrays, such as {@code in.U} or {@code gparam.weight}, in the order of {@code
   * cases.json}.
   */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** Whether the case has this array. */
  public boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  /**
   * One array by name.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public GoldenTensor tensor(String tensor) {
    GoldenTensor found = tensors.get(tensor);
    if (found == null) {
      throw new IllegalArgumentException(
          "golden case "
              + name()
              + ": no tensor "
              + tensor
              + ", expected one of "
              + tensors.keySet());
    }
    return found;
  }

  /** How exactly outputs ({@code out.*}) must agree. */
  public Tolerance outTolerance() {
    return tolerance("out");
  }

  /** How exactly gradients ({@code gin.*}, {@code gparam.*}) must agree. */
  public Tolerance gradTolerance() {
    return tolerance("grad");
  }

  private Tolerance tolerance(String role) {
    JsonNode node = description.get("tolerance").get(role);
    return new Tolerance(node.get("atol").asDouble(), node.get("rtol").asDouble());
  }

  @Override
  public String toString() {
    return name();
  }
}
