package org.srupp.seq2seq.checkpoint.pickle;

import java.util.List;
import java.util.Optional;

/** What the classes and functions that a pickle names may stand for. */
public interface PickleClasses {
  /**
   * Looks a class or function up.
   *
   * @return what stands for it, or nothing if it is not allowed
   */
  Optional<PickleFunction> find(String module, String name);

  /**
   * Resolves a reference to something outside the pickle.
   *
   * @param id what the pickle says of it
   */
  Object persistent(Object id) throws PickleException;

  /** What stands for a Python class or function: plain Java that makes a value of values. */
  @FunctionalInterface
  interface PickleFunction {
    Object call(List<Object> arguments) throws PickleException;
  }
}
