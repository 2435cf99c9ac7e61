package org.srupp.recipes.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkSharesTest {
  @Test
  void javaHasWhatNoKindAccountsFor() {
    WorkShares shares =
        WorkShares.of(2, 8, Map.of(WorkKind.MATRIX_PRODUCTS, 4.0, WorkKind.RECURRENCE, 1.0));
    assertEquals(4000, shares.millisecondsPerUpdate());
    assertEquals(0.5, shares.of(WorkKind.MATRIX_PRODUCTS));
    assertEquals(0.125, shares.of(WorkKind.RECURRENCE));
    assertEquals(0, shares.of(WorkKind.OPTIMIZER));
    assertEquals(0.375, shares.of(WorkKind.JAVA));
    assertEquals(List.of(WorkKind.values()), List.copyOf(shares.shares().keySet()));
    assertEquals(1, shares.shares().values().stream().mapToDouble(Double::doubleValue).sum());
  }

  @Test
  void operationsThatNoKindNamesAreElementwise() {
    assertEquals(WorkKind.MATRIX_PRODUCTS, WorkKind.ofEngine("aten::mm"));
    assertEquals(WorkKind.ATTENTION, WorkKind.ofEngine("aten::_softmax_backward_data"));
    assertEquals(WorkKind.EMBEDDING_AND_LOSS, WorkKind.ofEngine("aten::embedding_dense_backward"));
    assertEquals(WorkKind.ELEMENTWISE, WorkKind.ofEngine("aten::mul"));
    assertEquals(WorkKind.ELEMENTWISE, WorkKind.ofEngine("torch::autograd::AccumulateGrad"));
  }
}
