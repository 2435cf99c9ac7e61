package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.AttentionKernel.Keys;

/** Where a layer puts the keys and values of its input, and which ones each row sees. */
interface KeySource {
  /** No rows. */
  Keys NONE = new Keys(MemorySegment.NULL, new int[0], 0);

  /**
   * Memory for the keys and values of this call's rows.
   *
   * @return at least (padded rows, 2 P) float32
   */
  MemorySegment target();

  /** Keys that the row sees first, those of the memory or source. */
  Keys first(int row);

  /** Keys that the row sees besides, after {@link #target} has been filled. */
  Keys second(int row);
}
