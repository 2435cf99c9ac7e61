/**
 * Checks and times the kernels on a card: {@link org.srupp.kernels.bench.KernelBench} needs this
 * module's jar, a Java runtime, the driver and NVRTC, nothing else.
 */
package org.srupp.kernels.bench;
