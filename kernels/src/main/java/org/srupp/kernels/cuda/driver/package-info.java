/**
 * NVIDIA cards without a toolkit: the driver and NVRTC bound by {@link java.lang.foreign}, where
 * their libraries are found, and compiled kernels kept on disk. Knows no kernel.
 */
package org.srupp.kernels.cuda.driver;
