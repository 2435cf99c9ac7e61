/**
 * Zip archives whose entries are stored without compression, read in place by mapping; knows the
 * JDK only.
 */
package org.srupp.seq2seq.checkpoint.zip;
