/**
 * Where models train and are evaluated: on the processor or on an NVIDIA card, and what has to be
 * there for the latter. Knows no model.
 */
package org.srupp.recipes.device;
