package org.srupp.recipes.corpora.demo;

/** An adverb of frequency (often) or of manner (slowly); <i>nie</i> negates by itself. */
record Adverb(String german, String english, boolean frequency) {}
