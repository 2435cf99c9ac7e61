/**
 * The kernels on NVIDIA cards: their sources in CUDA C beside this page's resources, and the
 * classes that choose options, launch shape and arguments. Nothing here waits for the card unless
 * it says so.
 */
package org.srupp.kernels.cuda;
