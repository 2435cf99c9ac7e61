package org.srupp.seq2seq.torch;

import ai.djl.Device;

/**
 * A device as libtorch's C functions name it.
 *
 * @param type 0 for the processor, 1 for CUDA
 * @param index of the card
 */
record TorchPlace(int type, int index) {
  static final TorchPlace HOST = new TorchPlace(0, 0);

  static TorchPlace of(Device device) {
    return device.isGpu() ? new TorchPlace(1, device.getDeviceId()) : HOST;
  }
}
