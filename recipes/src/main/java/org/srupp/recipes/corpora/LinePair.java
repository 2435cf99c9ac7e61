package org.srupp.recipes.corpora;

/** A line of the source file and the line of the target file that translates it. */
public record LinePair(String source, String target) {}
