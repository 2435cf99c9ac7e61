package org.srupp.seq2seq.data;

import java.util.List;

/** All groups of an epoch, as numbers of pairs; the ids are read when a group is asked for. */
interface EpochPlan {

  /** The number of groups, empty ones included. */
  int groups();

  /** The micro-batches of a group; none if the length filter left nothing of it. */
  List<int[]> group(int group);
}
