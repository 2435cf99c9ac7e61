/** Tokens and n-grams as numbers, counted without a string or an object for any of them. */
package org.srupp.eval.ngram;
