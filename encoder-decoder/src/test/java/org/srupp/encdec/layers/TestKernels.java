package org.srupp.encdec.layers;

import org.srupp.kernels.cpu.ReferenceRecurrence;
import org.srupp.kernels.cpu.ReferenceResidual;
import org.srupp.kernels.cpu.ReferenceSoftmax;
import org.srupp.kernels.cpu.VectorRecurrence;
import org.srupp.kernels.cpu.VectorResidual;
import org.srupp.kernels.cpu.VectorSoftmax;
import org.srupp.kernels.cpu.WorkerPool;

/** Kernels of layers. */
public final class TestKernels {
  private TestKernels() {}

  /** The twins, which take float64. */
  public static LayerKernels twins() {
    return new LayerKernels(
        new ReferenceRecurrence(), new ReferenceSoftmax(), new ReferenceResidual());
  }

  /** Those of the Vector API. */
  public static LayerKernels vector(WorkerPool pool) {
    return new LayerKernels(
        new VectorRecurrence(pool), new VectorSoftmax(pool), new VectorResidual(pool));
  }
}
