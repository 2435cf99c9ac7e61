/** SRU++ layers and the models made of them. Knows nothing of files and text. */
package org.srupp.encdec;
