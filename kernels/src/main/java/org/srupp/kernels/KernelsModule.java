package org.srupp.kernels;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
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

/** Binds the kernels of one backend. */
public final class KernelsModule extends AbstractModule {
  private final KernelBackend backend;

  /** Binds the kernels of {@code backend}. */
  public KernelsModule(KernelBackend backend) {
    this.backend = backend;
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
    };
  }

  @Provides
  @Singleton
  CrossEntropyKernel crossEntropyKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceCrossEntropy();
      case VECTOR -> new VectorCrossEntropy(pool);
    };
  }

  @Provides
  @Singleton
  UpdateKernel updateKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceUpdate();
      case VECTOR -> new VectorUpdate(pool);
    };
  }

  @Provides
  @Singleton
  AttentionKernel attentionKernel() {
    return switch (backend) {
      case REFERENCE -> new ReferenceAttention();
      case VECTOR -> new VectorAttention();
    };
  }

  @Provides
  @Singleton
  NormKernel normKernel() {
    return switch (backend) {
      case REFERENCE -> new ReferenceNorm();
      case VECTOR -> new VectorNorm();
    };
  }

  @Provides
  @Singleton
  MaskKernel maskKernel(WorkerPool pool) {
    return switch (backend) {
      case REFERENCE -> new ReferenceMask();
      case VECTOR -> new VectorMask(pool);
    };
  }
}
