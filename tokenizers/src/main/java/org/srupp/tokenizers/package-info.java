/** Text to ids and back: vocabularies and subword tokenizers. Knows nothing of tensors. */
package org.srupp.tokenizers;
