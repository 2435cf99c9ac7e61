/**
 * The numeric loops that srupp writes itself, over raw memory: contracts here, CPU backends in
 * {@code cpu}.
 *
 * <p>Nothing here knows a tensor library: every array is a {@link java.lang.foreign.MemorySegment}
 * whose shape the problem record states.
 */
package org.srupp.kernels;
