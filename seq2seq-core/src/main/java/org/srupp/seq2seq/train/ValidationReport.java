package org.srupp.seq2seq.train;

/**
 * One validation, for progress lines and logs.
 *
 * @param step updates made
 * @param epoch complete passes over the data
 * @param validation what it found
 * @param best whether it is the best so far
 * @param withoutImprovement validations since the best one
 * @param elapsedSeconds time in training, this validation and the time before a resume included
 */
public record ValidationReport(
    long step,
    long epoch,
    Validation validation,
    boolean best,
    int withoutImprovement,
    double elapsedSeconds) {}
