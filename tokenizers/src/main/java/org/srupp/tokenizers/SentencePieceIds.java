package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * The ids of a SentencePiece model and ours: specials 0 to 3 in front, the other pieces in the
 * model's order.
 */
final class SentencePieceIds {
  private final Vocabulary vocabulary;
  private final int[] ours;
  private final int[] theirs;

  SentencePieceIds(SentencePieceModel model) {
    int[] specials = {model.padId(), model.unkId(), model.sosId(), model.eosId()};
    int pieces = model.pieces().size();
    ours = new int[pieces];
    Arrays.fill(ours, SpecialTokens.NONE);
    List<Integer> order = new ArrayList<>(pieces + specials.length);
    for (int id : specials) {
      if (id >= 0) {
        ours[id] = order.size();
      }
      order.add(id);
    }
    List<Entry> entries = new ArrayList<>(pieces);
    for (int id = 0; id < pieces; id++) {
      if (ours[id] < 0) {
        ours[id] = order.size();
        order.add(id);
        entries.add(new Entry(model.pieces().get(id).text(), 0));
      }
    }
    theirs = order.stream().mapToInt(Integer::intValue).toArray();
    vocabulary = Vocabulary.of(SpecialTokens.TARGET, entries);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  int ours(int id) {
    return ours[id];
  }

  /** The model's id, or {@link SpecialTokens#NONE} for a special that the model lacks. */
  int theirs(int id) {
    return theirs[id];
  }
}
