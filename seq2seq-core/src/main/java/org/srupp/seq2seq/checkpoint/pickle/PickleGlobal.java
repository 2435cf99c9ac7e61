package org.srupp.seq2seq.checkpoint.pickle;

import org.srupp.seq2seq.checkpoint.pickle.PickleClasses.PickleFunction;

/** A class or function by name, as a value of the pickle. */
public record PickleGlobal(String module, String name, PickleFunction function) {
  @Override
  public String toString() {
    return module + "." + name;
  }
}
