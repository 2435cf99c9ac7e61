package org.srupp.tokenizers.sentencepiece;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.srupp.tokenizers.sentencepiece.ModelPiece.Type;
import org.srupp.tokenizers.sentencepiece.SpecialPieces.Special;

/**
 * The pieces that are not learned, by id: specials where they are asked for, then control symbols,
 * user-defined symbols and bytes on the ids that are left. A symbol that names a special changes
 * its type and takes no id.
 */
final class MetaPieces {
  private static final int BYTES = 256;

  private final TreeMap<Integer, ModelPiece> byId = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int nextId;

  MetaPieces(
      SpecialPieces specials,
      List<String> controlSymbols,
      List<String> userDefinedSymbols,
      boolean byteFallback) {
    if (!specials.unk().isPresent()) {
      wrong.add("unk must have an id, found " + specials.unk().id());
    }
    Set<String> names = new HashSet<>();
    for (Special special : specials.present()) {
      Type type = special == specials.unk() ? Type.UNKNOWN : Type.CONTROL;
      ModelPiece before = byId.put(special.id(), new ModelPiece(special.piece(), type, 0));
      if (before != null) {
        wrong.add(
            String.format(
                Locale.ROOT,
                "id %d is given to both %s and %s",
                special.id(),
                before.text(),
                special.piece()));
      }
      if (!names.add(special.piece())) {
        wrong.add("special piece " + special.piece() + " is there twice");
      }
    }
    controlSymbols.forEach(symbol -> add(symbol, Type.CONTROL, specials));
    userDefinedSymbols.forEach(symbol -> add(symbol, Type.USER_DEFINED, specials));
    for (int value = 0; byteFallback && value < BYTES; value++) {
      add(String.format(Locale.ROOT, "<0x%02X>", value), Type.BYTE, specials);
    }
  }

  private void add(String symbol, Type type, SpecialPieces specials) {
    if (!seen.add(symbol)) {
      wrong.add("symbol " + symbol + " is defined twice");
      return;
    }
    if (symbol.equals(specials.unk().piece())) {
      wrong.add("symbol " + symbol + " is the unknown piece");
      return;
    }
    ModelPiece piece = new ModelPiece(symbol, type, 0);
    for (Special special : specials.present()) {
      if (special.piece().equals(symbol)) {
        byId.put(special.id(), piece);
        return;
      }
    }
    while (byId.containsKey(nextId)) {
      nextId++;
    }
    byId.put(nextId, piece);
  }

  /** What cannot be, a clause each. */
  List<String> mistakes() {
    return wrong;
  }

  int size() {
    return byId.size();
  }

  int highestId() {
    return byId.isEmpty() ? -1 : byId.lastKey();
  }

  /** The piece with this id, or null if a learned one has it. */
  ModelPiece get(int id) {
    return byId.get(id);
  }

  List<String> texts() {
    return byId.values().stream().map(ModelPiece::text).toList();
  }
}
