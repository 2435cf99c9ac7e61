package org.srupp.recipes.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTraceTest {
  @TempDir Path folder;

  private static EngineTrace.Event event(String name, long tid, double ts, double dur) {
    return new EngineTrace.Event(name, tid, ts, dur);
  }

  @Test
  void everyMomentIsTheInnermostOperations() {
    // A node of 100 us holds a product of 60, which holds a copy of 10; events come as they end.
    Map<WorkKind, Double> seconds =
        EngineTrace.seconds(
            List.of(
                event("aten::copy_", 1, 30, 10),
                event("aten::mm", 1, 20, 60),
                event("autograd::engine::evaluate_function: MmBackward0", 1, 10, 100),
                event("aten::bmm", 1, 110, 7),
                event("aten::native_layer_norm", 2, 40, 5)));
    assertEquals(50e-6, seconds.get(WorkKind.MATRIX_PRODUCTS), 1e-12);
    assertEquals(10e-6 + 40e-6, seconds.get(WorkKind.ELEMENTWISE), 1e-12);
    assertEquals(7e-6, seconds.get(WorkKind.ATTENTION), 1e-12);
    assertEquals(5e-6, seconds.get(WorkKind.NORMALISATION), 1e-12);
    assertEquals(112e-6, seconds.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-12);
  }

  @Test
  void anOperationThatStartsWithItsCallerIsInsideIt() {
    Map<WorkKind, Double> seconds =
        EngineTrace.seconds(
            List.of(event("aten::_softmax", 1, 5, 8), event("aten::softmax", 1, 5, 9)));
    assertEquals(8e-6, seconds.get(WorkKind.ATTENTION), 1e-12);
    assertEquals(1e-6, seconds.get(WorkKind.ELEMENTWISE), 1e-12);
  }

  @Test
  void theEnginesFileIsRead() throws IOException {
    Path file = folder.resolve("trace.json");
    Files.writeString(
        file,
        """
        [
        {
          "name": "aten::addmm",
          "ph": "X",
          "ts": 9328.911000,
          "dur": 18.790000,
          "tid": 1,
          "pid": "CPU Functions",
          "shape": [],
          "cpu mem": "0 b",
          "args": {}
        }]
        """);
    assertEquals(18.79e-6, EngineTrace.read(file).get(WorkKind.MATRIX_PRODUCTS), 1e-12);
  }
}
