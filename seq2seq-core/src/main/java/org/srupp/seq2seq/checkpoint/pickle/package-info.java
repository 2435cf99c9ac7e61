/**
 * A reader of Python pickles that executes nothing: it knows the operations that plain data needs,
 * and asks its caller what each class that the pickle names may stand for. Knows the JDK only.
 */
package org.srupp.seq2seq.checkpoint.pickle;
