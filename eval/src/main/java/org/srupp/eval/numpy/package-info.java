/**
 * NumPy's random numbers and sums, reproduced bit for bit, so that resampling chooses what
 * sacreBLEU's does for the same seed.
 */
package org.srupp.eval.numpy;
