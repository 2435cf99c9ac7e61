package org.srupp.eval.text;

/** A way to cut lines into tokens with the name that it has in signatures. */
public interface NamedTokenizer {
  /** The name in signatures and on the command line. */
  String label();

  /** A tokenizer for one thread. */
  LineTokenizer newTokenizer();
}
