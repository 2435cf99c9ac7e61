/** Models: what a network computes, over tensors and ids; nothing here knows text or files. */
package org.srupp.encdec.model;
