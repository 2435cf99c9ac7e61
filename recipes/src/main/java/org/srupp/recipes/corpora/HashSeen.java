package org.srupp.recipes.corpora;

/**
 * Remembers which pairs were there, by a hash of 64 bits each: 16 to 32 bytes a pair instead of the
 * text. Among 100 million different pairs one is wrongly taken for a duplicate with a probability
 * of about 1 in 4,000.
 */
final class HashSeen {
  private static final int FIRST_SIZE = 1 << 10;

  private long[] slots = new long[FIRST_SIZE];
  private int count;

  /** Whether the pair is new. */
  boolean add(String source, String target) {
    if (count * 2 >= slots.length) {
      grow();
    }
    boolean added = put(slots, hash(source, target));
    count += added ? 1 : 0;
    return added;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(slots.length, 2)];
    for (long hash : slots) {
      if (hash != 0) {
        put(larger, hash);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] table, long hash) {
    int at = (int) (hash >>> 32) & (table.length - 1);
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & (table.length - 1);
    }
    boolean absent = table[at] == 0;
    table[at] = hash;
    return absent;
  }

  // FNV-1a over the characters, then the finalizer of MurmurHash3; never 0, which marks a free
  // slot.
  private static long hash(String source, String target) {
    long hash = add(add(0xcbf29ce484222325L, source) * 0x100000001b3L ^ '\n', target);
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  private static long add(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
