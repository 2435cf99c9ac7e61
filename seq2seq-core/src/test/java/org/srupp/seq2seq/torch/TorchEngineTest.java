package org.srupp.seq2seq.torch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchEngineTest {
  @AfterEach
  void allowAgain() {
    TorchLibrary.bfloat16Reduction(true);
  }

  @Test
  void onACardTheSumsOfBfloat16ProductsAreFloat32() throws Throwable {
    TorchEngine.start(1).close();
    assertTrue(bfloat16Reduction(), "the engine's own choice, which the processor has no use for");
    TorchEngine.start(1, Device.gpu(0)).close();
    assertFalse(bfloat16Reduction());
  }

  private static boolean bfloat16Reduction() throws Throwable {
    Object context =
        TorchLibrary.bindPlain(
                "_ZN2at13globalContextEv", FunctionDescriptor.of(ValueLayout.ADDRESS))
            .invoke();
    return (boolean)
        TorchLibrary.bindPlain(
                "_ZNK2at7Context24allowBF16ReductionCuBLASEv",
                FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS))
            .invoke((MemorySegment) context);
  }
}
