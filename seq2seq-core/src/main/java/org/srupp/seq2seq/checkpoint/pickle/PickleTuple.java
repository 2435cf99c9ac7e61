package org.srupp.seq2seq.checkpoint.pickle;

import java.util.List;

/** A Python tuple; items may be null, which is None. */
public record PickleTuple(List<Object> items) {}
