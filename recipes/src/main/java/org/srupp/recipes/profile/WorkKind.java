package org.srupp.recipes.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/** Kinds of work in an update, in the order in which tables show them. */
public enum WorkKind {
  /** Products with weights, forward and backward. */
  @JsonProperty("matrix_products")
  MATRIX_PRODUCTS("matrix", "mm", "addmm", "linear", "mv", "addmv", "matmul"),

  /**
   * Products of queries, keys and values, which are the only ones in batches; and the kernel of
   * their softmax, which scales, masks and drops too.
   */
  @JsonProperty("attention")
  ATTENTION("attention", "bmm", "baddbmm", "_softmax", "_softmax_backward_data"),

  /** The kernel of SRU's recurrence. */
  @JsonProperty("recurrence")
  RECURRENCE("recurrence"),

  /** Layer normalisation, with the residual connection and the dropout around it. */
  @JsonProperty("normalisation")
  NORMALISATION("norm", "native_layer_norm", "native_layer_norm_backward"),

  /**
   * The engine's look-up of embeddings and its gradient; rows moved by number; the kernel of the
   * cross-entropy.
   */
  @JsonProperty("embedding_and_loss")
  EMBEDDING_AND_LOSS("embed+loss", "embedding", "embedding_dense_backward", "index_select"),

  /** The kernel of the optimizer, and of the gradient norm that it clips by. */
  @JsonProperty("optimizer")
  OPTIMIZER("optimizer"),

  /**
   * All else that the engine does: element-wise operations, copies, sums of gradients, its own
   * book-keeping; the kernel of dropout's masks, and memory set to zero or written by Java.
   */
  @JsonProperty("elementwise")
  ELEMENTWISE("elementwise"),

  /**
   * What is left of the time: this project's code around all that, and crossing into the engine.
   */
  @JsonProperty("java")
  JAVA("Java");

  private static final String ENGINE = "aten::";

  private final String heading;
  private final Set<String> operators;

  WorkKind(String heading, String... operators) {
    this.heading = heading;
    this.operators = Set.of(operators);
  }

  /** What a table's column is called. */
  public String heading() {
    return heading;
  }

  /**
   * The kind of what the engine's profiler saw.
   *
   * @param event its name, as in {@code aten::mm}
   */
  static WorkKind ofEngine(String event) {
    if (event.startsWith(ENGINE)) {
      String operator = event.substring(ENGINE.length());
      for (WorkKind kind : values()) {
        if (kind.operators.contains(operator)) {
          return kind;
        }
      }
    }
    return ELEMENTWISE;
  }
}
