package org.srupp.seq2seq.data;

/** Lays out any epoch of one corpus, each independently of the others. */
interface EpochPlanner {

  EpochPlan plan(long epoch);
}
