package org.srupp.recipes.corpora.demo;

/** When: one phrase in each language, written out, for a number changes nothing around it. */
record TimeExpression(String german, String english) {}
