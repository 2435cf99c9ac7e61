/**
 * The kernels on a CPU: for each one a {@code Reference} twin in plain double arithmetic and a
 * {@code Vector} version on the Vector API.
 *
 * <p>Uses the JDK and the contracts of the package above (interfaces and records), never its
 * wiring.
 */
package org.srupp.kernels.cpu;
