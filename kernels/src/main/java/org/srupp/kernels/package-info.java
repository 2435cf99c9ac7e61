/**
 * The numeric loops that srupp writes itself, over raw memory: contracts here, backends of the
 * processor in {@code cpu}, of NVIDIA cards in {@code cuda}; {@code bench} checks and times a card.
 *
 * <p>Nothing here knows a tensor library: every array is a {@link java.lang.foreign.MemorySegment}
 * whose shape the problem record states.
 */
package org.srupp.kernels;
