package org.srupp.seq2seq.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import org.srupp.seq2seq.checkpoint.pickle.PickleException;
import org.srupp.seq2seq.checkpoint.pickle.PickleReader;
import org.srupp.seq2seq.checkpoint.zip.MappedZip;

/**
 * The archive of {@code torch.save}: a folder of any name with {@code data.pkl}, {@code byteorder}
 * and one file {@code data/KEY} a storage.
 */
final class TorchArchive {
  private static final String PICKLE = "data.pkl";

  /** A dictionary of a thousand tensors takes about 150 KB. */
  private static final long MAX_PICKLE_BYTES = 1 << 26;

  /** What the format before 1.6 begins with: protocol 2 and a ten-byte number. */
  private static final byte[] LEGACY = {
    (byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20
  };

  private final MappedZip zip;
  private final String folder;
  private final boolean bigEndian;
  private final Set<String> verified = new HashSet<>();

  TorchArchive(MappedZip zip) throws IOException {
    this.zip = zip;
    this.folder = folder(zip);
    this.bigEndian = bigEndian(zip, folder);
  }

  static boolean isLegacy(MemorySegment bytes) {
    return bytes.byteSize() >= LEGACY.length
        && bytes.asSlice(0, LEGACY.length).mismatch(MemorySegment.ofArray(LEGACY)) == -1;
  }

  private static String folder(MappedZip zip) throws ZipException {
    String folder = null;
    for (String name : zip.names()) {
      if (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.lastIndexOf('/')) {
        folder = name.substring(0, name.length() - PICKLE.length());
      }
    }
    if (folder == null) {
      throw new ZipException(
          "it is a zip archive without " + PICKLE + ", which torch.save writes into a folder");
    }
    if (zip.names().contains(folder + "constants.pkl")) {
      throw new ZipException(
          "it is a TorchScript program, expected tensors; save model.state_dict() in Python");
    }
    return folder;
  }

  private static boolean bigEndian(MappedZip zip, String folder) throws ZipException {
    String name = folder + "byteorder";
    if (!zip.names().contains(name)) { // PyTorch before 2.0 ran on little-endian machines only
      return false;
    }
    byte[] bytes = zip.entry(name).toArray(ValueLayout.JAVA_BYTE);
    return switch (new String(bytes, StandardCharsets.US_ASCII)) {
      case "little" -> false;
      case "big" -> true;
      default -> throw new ZipException("its byteorder is neither little nor big");
    };
  }

  StateDict stateDict() throws IOException {
    String name = folder + PICKLE;
    MemorySegment pickle = zip.entry(name);
    if (pickle.byteSize() > MAX_PICKLE_BYTES) {
      throw new ZipException(
          name + " has " + pickle.byteSize() + " bytes, expected at most " + MAX_PICKLE_BYTES);
    }
    zip.verify(name);
    try {
      return StateDict.find(PickleReader.read(pickle.asByteBuffer(), new TorchClasses()));
    } catch (PickleException e) {
      throw new PickleException(
          name + ", " + e.getMessage() + "; nothing of it was run or kept; expected a state dict");
    }
  }

  /** The values of a tensor, row-major and little-endian. */
  MemorySegment data(TorchTensor tensor, Arena arena) throws IOException {
    MemorySegment storage = storage(tensor.storage());
    long bytes = tensor.layout().byteSize();
    int width = tensor.storage().type().bytes();
    if (!bigEndian && tensor.isContiguous()) {
      return storage.asSlice(tensor.offset() * width, bytes);
    }
    MemorySegment copy = arena.allocate(bytes, width);
    tensor.gather(storage, copy);
    if (bigEndian) {
      reverse(copy, width);
    }
    return copy;
  }

  private MemorySegment storage(TorchStorage storage) throws IOException {
    String name = folder + "data/" + storage.key();
    MemorySegment data = zip.entry(name);
    if (data.byteSize() / storage.type().bytes() != storage.elements()
        || data.byteSize() % storage.type().bytes() != 0) {
      throw new ZipException(
          name
              + " has "
              + data.byteSize()
              + " bytes, expected "
              + storage.elements()
              + " elements of "
              + storage.type());
    }
    if (verified.add(name)) {
      zip.verify(name);
    }
    return data;
  }

  private static void reverse(MemorySegment data, int width) {
    for (long at = 0; at < data.byteSize(); at += width) {
      for (int low = 0, high = width - 1; low < high; low++, high--) {
        byte swapped = data.get(ValueLayout.JAVA_BYTE, at + low);
        data.set(ValueLayout.JAVA_BYTE, at + low, data.get(ValueLayout.JAVA_BYTE, at + high));
        data.set(ValueLayout.JAVA_BYTE, at + high, swapped);
      }
    }
  }
}
