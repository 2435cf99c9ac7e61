/**
 * Learning of SentencePiece models: the BPE kind, written as the file that SentencePiece itself
 * loads. Applying them is the native library's work, in the package above.
 */
package org.srupp.tokenizers.sentencepiece;
