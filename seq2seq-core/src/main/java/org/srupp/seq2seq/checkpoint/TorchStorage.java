package org.srupp.seq2seq.checkpoint;

/**
 * A run of elements in a PyTorch checkpoint; several tensors may look at one.
 *
 * @param key names its entry in the archive
 * @param elements how many it has
 */
record TorchStorage(TensorType type, String key, long elements) {}
