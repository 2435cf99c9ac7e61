/**
 * The layers that models are made of, with their parameters. Shape letters: see {@link
 * org.srupp.seq2seq}.
 */
package org.srupp.encdec.layers;
