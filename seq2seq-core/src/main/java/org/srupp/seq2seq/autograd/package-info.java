/** Hand-written gradients inside the engine's own automatic differentiation. */
package org.srupp.seq2seq.autograd;
