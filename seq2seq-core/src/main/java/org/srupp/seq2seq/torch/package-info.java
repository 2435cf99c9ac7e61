/**
 * What DJL lacks and libtorch's stable C ABI gives: the memory behind a tensor, and matrix products
 * into given memory.
 *
 * <p>Everything is bound by {@code java.lang.foreign} to the very library file that DJL has loaded;
 * a second copy would abort the process.
 */
package org.srupp.seq2seq.torch;
