package org.srupp.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cuda.CudaCrossEntropy;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.kernels.cuda.ShimDevice;

class KernelsModuleTest {
  private static final class StrictModule extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireAtInjectOnConstructors();
      binder().requireExactBindingAnnotations();
      binder().disableCircularProxies();
    }
  }

  @ParameterizedTest
  @EnumSource(KernelBackend.class)
  void everyBackendBuilds(KernelBackend backend) {
    Injector injector = injector(backend);
    RecurrenceKernel kernel = injector.getInstance(RecurrenceKernel.class);
    assertSame(kernel, injector.getInstance(RecurrenceKernel.class));
    assertSame(
        injector.getInstance(CrossEntropyKernel.class),
        injector.getInstance(CrossEntropyKernel.class));
    assertSame(injector.getInstance(UpdateKernel.class), injector.getInstance(UpdateKernel.class));
  }

  @Test
  void aBackendIsWhatItsNameSays() {
    assertInstanceOf(
        ReferenceRecurrence.class,
        injector(KernelBackend.REFERENCE).getInstance(RecurrenceKernel.class));
    assertInstanceOf(
        VectorRecurrence.class, injector(KernelBackend.VECTOR).getInstance(RecurrenceKernel.class));
    assertInstanceOf(
        CudaRecurrence.class, injector(KernelBackend.CUDA).getInstance(RecurrenceKernel.class));
    assertInstanceOf(
        CudaUpdate.class, injector(KernelBackend.CUDA).getInstance(UpdateKernel.class));
    assertInstanceOf(CudaMask.class, injector(KernelBackend.CUDA).getInstance(MaskKernel.class));
    assertInstanceOf(
        CudaSoftmax.class, injector(KernelBackend.CUDA).getInstance(SoftmaxKernel.class));
    assertInstanceOf(
        CudaResidual.class, injector(KernelBackend.CUDA).getInstance(ResidualKernel.class));
    assertInstanceOf(
        CudaCrossEntropy.class, injector(KernelBackend.CUDA).getInstance(CrossEntropyKernel.class));
    assertInstanceOf(
        VectorRecurrence.class,
        injector(KernelBackend.CUDA).getInstance(Key.get(RecurrenceKernel.class, OnHost.class)));
  }

  @Test
  void cudaWithoutACardIsRefused() {
    assertEquals(
        "KernelsModule: backend CUDA needs a card and its current stream; give both",
        assertThrows(IllegalArgumentException.class, () -> new KernelsModule(KernelBackend.CUDA))
            .getMessage());
  }

  private static Injector injector(KernelBackend backend) {
    KernelsModule module =
        backend == KernelBackend.CUDA
            ? new KernelsModule(new KernelCard(ShimDevice.large(), () -> 0))
            : new KernelsModule(backend);
    return Guice.createInjector(Stage.PRODUCTION, new StrictModule(), module);
  }
}
