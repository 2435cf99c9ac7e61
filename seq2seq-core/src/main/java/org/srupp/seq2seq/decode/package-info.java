/**
 * Search for output sequences: beam and greedy over a {@link org.srupp.seq2seq.decode.StepScorer},
 * which is all that a search sees of a model.
 *
 * <p>The beam is the paper's (its code: imitkd): finished hypotheses stay in the beam, unextended,
 * and compete with live ones; the best of the beam wins. Lengths count the tokens after SOS, EOS
 * included. Probabilities are those of the model's softmax over the whole vocabulary: ids that are
 * never produced are passed over, their mass is not handed to the others. Where a scorer has {@link
 * org.srupp.seq2seq.decode.OutputColumns columns} for some ids only, the softmax is over these. A
 * hypothesis at the maximum length is cut, it gets no forced EOS.
 *
 * <p>The result for a sentence depends on its own logits alone: every row is scanned by itself in a
 * fixed order of summation, and ties go to the hypothesis that ranked higher before, then to the
 * lower id.
 */
package org.srupp.seq2seq.decode;
