/**
 * Rules on raw text that every tokenizer shares: white space, normal forms, word boundaries. JDK
 * only.
 */
package org.srupp.tokenizers.text;
