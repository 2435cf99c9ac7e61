/**
 * The language of the demo corpus: a meaning ({@link org.srupp.recipes.corpora.demo.Sentence}) is
 * sampled and rendered by two grammars, {@link org.srupp.recipes.corpora.demo.GermanGrammar} and
 * {@link org.srupp.recipes.corpora.demo.EnglishGrammar}, so that every German sentence has exactly
 * one English translation.
 *
 * <p>What makes the mapping unambiguous, so that a model can learn all of it: one English word for
 * each German word; present to simple present, <i>gerade</i> to the progressive, perfect (and the
 * preterite of <i>sein</i>, <i>haben</i> and the modal verbs) to simple past, <i>werden</i> to
 * will; no polite <i>Sie</i>; accusative <i>sie</i> is always "her"; <i>sein</i> and <i>ihr</i>
 * refer to the subject; an object comes before the subject only where the forms tell which is
 * which; adverbs have one place in each language.
 */
package org.srupp.recipes.corpora.demo;
