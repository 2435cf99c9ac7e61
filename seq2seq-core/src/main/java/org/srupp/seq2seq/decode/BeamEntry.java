package org.srupp.seq2seq.decode;

/**
 * A hypothesis in a beam.
 *
 * @param trace its tokens; null before the first
 * @param ended whether its last token is EOS
 * @param score what ranks it
 * @param parentRow the scorer's row that it continues; for a live one, what the scorer must select
 */
record BeamEntry(Trace trace, boolean ended, double score, int parentRow) {}
