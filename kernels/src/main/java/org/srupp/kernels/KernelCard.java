package org.srupp.kernels;

import java.util.function.LongSupplier;
import org.srupp.kernels.cuda.driver.KernelDevice;

/**
 * A card for {@link KernelBackend#CUDA}.
 *
 * @param device on whose memory the kernels work
 * @param currentStream gives the CUstream to queue on, asked at each call
 */
public record KernelCard(KernelDevice device, LongSupplier currentStream) {}
