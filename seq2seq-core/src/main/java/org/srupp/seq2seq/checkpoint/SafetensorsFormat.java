package org.srupp.seq2seq.checkpoint;

import java.nio.charset.StandardCharsets;

/**
 * The numbers of the format: 8 bytes little-endian header length, a JSON header, then the values of
 * all tensors without gaps.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format's description</a>
 */
final class SafetensorsFormat {
  static final int LENGTH_BYTES = 8;

  /**
   * The header's limit in the format's own implementation, against headers that exist to eat
   * memory.
   */
  static final long MAX_HEADER_BYTES = 100_000_000;

  static final String METADATA = "__metadata__";

  /** CRC-32C of header (its eight digits read as zeros) and data, as eight hexadecimal digits. */
  static final String CHECKSUM = "srupp.crc32c";

  static final String NO_CHECKSUM = "00000000";

  /**
   * Headers of ours begin so, which fixes where the digits stand: they can be filled in after the
   * data went by.
   */
  static final byte[] CHECKSUM_PREFIX =
      ("{\"" + METADATA + "\":{\"" + CHECKSUM + "\":\"").getBytes(StandardCharsets.US_ASCII);

  private SafetensorsFormat() {}
}
