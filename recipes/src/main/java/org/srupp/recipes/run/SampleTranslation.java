package org.srupp.recipes.run;

/** One sentence of the validation data, what it should become and what the model made of it. */
public record SampleTranslation(String source, String reference, String translation) {}
