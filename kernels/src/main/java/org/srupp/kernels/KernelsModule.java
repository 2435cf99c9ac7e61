package org.srupp.kernels;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.srupp.kernels.cpu.ReferenceAttention;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cpu.ReferenceNorm;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorResidual;
import org.srupp.kernels.cpu.VectorSoftmax;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.kernels.cuda.CudaCrossEntropy;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaResidual;
import org.srupp.kernels.cuda.CudaSoftmax;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Binds the kernels of one backend. */
public final class KernelsModule extends AbstractModule {
  private final KernelBackend processor;
  private final Supplier<Optional<KernelCard>> card;

  /**
   * Binds the kernels of a backend of the processor.
   *
   * @throws IllegalArgumentException if it is {@link KernelBackend#CUDA}, which needs a card
   */
  public KernelsModule(KernelBackend backend) {
    this(backend, Optional::empty);
    if (backend == KernelBackend.CUDA) {
      throw new IllegalArgumentException(
          "KernelsModule: backend CUDA needs a card and its current stream; give both");
    }
  }

  /** Binds the kernels of {@link KernelBackend#CUDA}. */
  public KernelsModule(KernelCard card) {
    this(KernelBackend.VECTOR, () -> Optional.of(card));
  }

  /**
   * Binds the kernels of {@link KernelBackend#CUDA} where there is a card, else those of {@link
   * KernelBackend#VECTOR}.
   *
   * @param card is asked when the first kernel is made
   */
  public KernelsModule(Supplier<Optional<KernelCard>> card) {
    this(KernelBackend.VECTOR, card);
  }

  private KernelsModule(KernelBackend processor, Supplier<Optional<KernelCard>> card) {
    this.processor = processor;
    this.card = card;
  }

  private <K> K choose(
      BiFunction<KernelDevice, LongSupplier, K> cuda, Supplier<K> vector, Supplier<K> reference) {
    return card.get()
        .map(found -> cuda.apply(found.device(), found.currentStream()))
        .orElseGet(processor == KernelBackend.REFERENCE ? reference : vector);
  }

  // One pool for all kernels of a process, or they would compete for the cores.
  @Provides
  @Singleton
  WorkerPool workerPool() {
    return new WorkerPool();
  }

  @Provides
  @Singleton
  RecurrenceKernel recurrenceKernel(@OnHost RecurrenceKernel onHost) {
    return choose(CudaRecurrence::new, () -> onHost, () -> onHost);
  }

  @Provides
  @Singleton
  @OnHost
  RecurrenceKernel recurrenceOnHost(WorkerPool pool) {
    return processor == KernelBackend.REFERENCE
        ? new ReferenceRecurrence()
        : new VectorRecurrence(pool);
  }

  @Provides
  @Singleton
  CrossEntropyKernel crossEntropyKernel(WorkerPool pool) {
    return choose(
        CudaCrossEntropy::new, () -> new VectorCrossEntropy(pool), ReferenceCrossEntropy::new);
  }

  @Provides
  @Singleton
  UpdateKernel updateKernel(WorkerPool pool) {
    return choose(CudaUpdate::new, () -> new VectorUpdate(pool), ReferenceUpdate::new);
  }

  // Attention and norm serve searching alone, which is the processor's.

  @Provides
  @Singleton
  AttentionKernel attentionKernel() {
    return processor == KernelBackend.REFERENCE ? new ReferenceAttention() : new VectorAttention();
  }

  @Provides
  @Singleton
  NormKernel normKernel() {
    return processor == KernelBackend.REFERENCE ? new ReferenceNorm() : new VectorNorm();
  }

  @Provides
  @Singleton
  MaskKernel maskKernel(WorkerPool pool) {
    return choose(CudaMask::new, () -> new VectorMask(pool), ReferenceMask::new);
  }

  @Provides
  @Singleton
  SoftmaxKernel softmaxKernel(WorkerPool pool) {
    return choose(CudaSoftmax::new, () -> new VectorSoftmax(pool), ReferenceSoftmax::new);
  }

  @Provides
  @Singleton
  ResidualKernel residualKernel(WorkerPool pool) {
    return choose(CudaResidual::new, () -> new VectorResidual(pool), ReferenceResidual::new);
  }
}
