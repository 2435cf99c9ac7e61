package org.srupp.kernels;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.function.LongSupplier;
import org.srupp.kernels.cpu.ReferenceAttention;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cpu.ReferenceMask;
import org.srupp.kernels.cpu.ReferenceNorm;
import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.ReferenceUpdate;
import org.srupp.kernels.cpu.VectorAttention;
import org.srupp.kernels.cpu.VectorCrossEntropy;
import org.srupp.kernels.cpu.VectorMask;
import org.srupp.kernels.cpu.VectorNorm;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorUpdate;
import org.srupp.kernels.cpu.WorkerPool;
import org.srupp.kernels.cuda.CudaCrossEntropy;
import org.srupp.kernels.cuda.CudaMask;
import org.srupp.kernels.cuda.CudaRecurrence;
import org.srupp.kernels.cuda.CudaUpdate;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Binds the kernels of one backend. */
public final class KernelsModule extends AbstractModule {
  private final KernelBackend backend;
  private final KernelDevice card;
  private final LongSupplier currentStream;

  /**
   * Binds the kernels of a backend of the processor.
   *
   * @throws IllegalArgumentException if it is {@link KernelBackend#CUDA}, which needs a card
   */
  public KernelsModule(KernelBackend backend) {
    if (backend == KernelBackend.CUDA) {
      throw new IllegalArgumentException(
          "KernelsModule: backend CUDA needs a card and its current stream; give both");
    }
    this.backend = backend;
    this.card = null;
    this.currentStream = () -> 0;
  }

  /**
   * Binds the kernels of {@link KernelBackend#CUDA}.
   *
   * @param card on whose memory they work
   * @param currentStream gives the CUstream to queue on, asked at each call
   */
  public KernelsModule(KernelDevice card, LongSupplier currentStream) {
    this.backend = KernelBackend.CUDA;
    this.card = card;
    this.currentStream = currentStream;
  }

  // One pool for all kernels of a process, or they would compete for the cores.
  @Provides
  @Singleton
  WorkerPool workerPool() {
    return new WorkerPool();
  }

  @Provides
  @Singleton
  RecurrenceKernel recurrenceKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceRecurrence();
      case VECTOR -> new VectorRecurrence(pool);
      case CUDA -> new CudaRecurrence(card, currentStream);
    };
  }

  @Provides
  @Singleton
  CrossEntropyKernel crossEntropyKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceCrossEntropy();
      case VECTOR -> new VectorCrossEntropy(pool);
      case CUDA -> new CudaCrossEntropy(card, currentStream);
    };
  }

  @Provides
  @Singleton
  UpdateKernel updateKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceUpdate();
      case VECTOR -> new VectorUpdate(pool);
      case CUDA -> new CudaUpdate(card, currentStream);
    };
  }

  @Provides
  @Singleton
  AttentionKernel attentionKernel() {
    return switch (backend) {
      case REFERENCE -> new ReferenceAttention();
      case VECTOR, CUDA -> new VectorAttention();
    };
  }

  @Provides
  @Singleton
  NormKernel normKernel() {
    return switch (backend) {
      case REFERENCE -> new ReferenceNorm();
      case VECTOR, CUDA -> new VectorNorm();
    };
  }

  @Provides
  @Singleton
  MaskKernel maskKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceMask();
      case VECTOR -> new VectorMask(pool);
      case CUDA -> new CudaMask(card, currentStream);
    };
  }
}
