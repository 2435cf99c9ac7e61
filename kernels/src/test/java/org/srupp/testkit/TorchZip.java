package org.srupp.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The zip archives of {@code torch.save}, byte for byte as PyTorch 1.13 writes them: entries stored
 * as they are, each content at a multiple of 64 bytes, sizes after the content, 64-bit directory.
 */
public final class TorchZip {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_BYTES = 30;
  private static final int FLAGS = 0x0808; // sizes follow the content; names are UTF-8
  private static final int WIDE = 0xffffffff;

  private final boolean wide;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /**
   * @param wide whether the directory states sizes and places in its 64-bit fields only, as it must
   *     for entries beyond 4 GiB
   */
  public TorchZip(boolean wide) {
    this.wide = wide;
  }

  /** Adds an entry with its checksum. */
  public TorchZip add(String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return add(name, content, 0, (int) checksum.getValue(), content.length);
  }

  /**
   * Adds an entry of which the directory may lie.
   *
   * @param method 0 for stored, 8 for deflated
   * @param size what the directory says of it
   */
  public TorchZip add(String name, byte[] content, int method, int crc32, long size) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int offset = body.size();
    int start = offset + LOCAL_BYTES + text.length + 4;
    int padding = (ALIGNMENT - start % ALIGNMENT) % ALIGNMENT;
    ByteBuffer local = little(LOCAL_BYTES + text.length + 4 + padding);
    local.putInt(0x04034b50).putShort((short) 0).putShort((short) FLAGS).putShort((short) method);
    local.putLong(0).putLong(0).putShort(26, (short) text.length);
    local.putShort(28, (short) (padding + 4)).position(LOCAL_BYTES);
    local.put(text).put((byte) 'F').put((byte) 'B').putShort((short) padding);
    while (local.hasRemaining()) {
      local.put((byte) 'Z');
    }
    body.writeBytes(local.array());
    body.writeBytes(content);
    ByteBuffer sizes = little(16).putInt(0x08074b50).putInt(crc32);
    body.writeBytes(sizes.putInt(content.length).putInt(content.length).array());
    record(text, method, crc32, size, offset);
    entries++;
    return this;
  }

  private void record(byte[] name, int method, int crc32, long size, int offset) {
    int extra = wide ? 28 : 0;
    ByteBuffer record = little(46 + name.length + extra);
    record.putInt(0x02014b50).putInt(0).putShort((short) FLAGS).putShort((short) method);
    record.putInt(0).putInt(crc32).putInt(wide ? WIDE : (int) size);
    record.putInt(wide ? WIDE : (int) size).putShort((short) name.length).putShort((short) extra);
    record.putInt(42, wide ? WIDE : offset).position(46);
    record.put(name);
    if (wide) {
      record.putShort((short) 1).putShort((short) 24).putLong(size).putLong(size).putLong(offset);
    }
    directory.writeBytes(record.array());
  }

  /** The whole archive. */
  public byte[] bytes() {
    ByteBuffer end = little(56 + 20 + 22);
    int size = directory.size();
    int at = body.size();
    end.putInt(0x06064b50).putLong(44).putShort((short) 0x031e).putShort((short) 45).putLong(0);
    end.putLong(entries).putLong(entries).putLong(size).putLong(at);
    end.putInt(0x07064b50).putInt(0).putLong(at + (long) size).putInt(1);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    end.putInt(wide ? WIDE : size).putInt(wide ? WIDE : at).putShort((short) 0);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(body.toByteArray());
    all.writeBytes(directory.toByteArray());
    all.writeBytes(end.array());
    return all.toByteArray();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
