/** The search of the translation edit rate: edit distance in a beam, and shifts of blocks. */
package org.srupp.eval.ter;
