package org.srupp.testkit;

/** Two values agree when |actual - expected| is at most atol + rtol |expected|. */
public record Tolerance(double atol, double rtol) {}
