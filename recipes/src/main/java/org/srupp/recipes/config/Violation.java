package org.srupp.recipes.config;

import java.util.List;

/**
 * One broken constraint of a section.
 *
 * @param keys the keys it concerns; the first is the one to point at, and the sentence begins with
 *     it
 * @param sentence what was found and what was expected
 */
record Violation(List<String> keys, String sentence) {}
