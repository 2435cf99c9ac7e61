package org.srupp.seq2seq.torch;

/**
 * A function of libtorch's C ABI failed. It tells no more than that: what libtorch has to say of
 * it, a shortage of memory too, goes to standard error.
 */
public final class TorchCallException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * @param function such as aoti_torch_mm_out
   * @param code what it returned
   */
  public TorchCallException(String function, int code) {
    super(
        function
            + " of libtorch failed with code "
            + code
            + "; libtorch's own message is on standard error");
  }
}
