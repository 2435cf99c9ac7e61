/**
 * Corpora: the demo corpus that srupp writes itself, Multi30k, IWSLT'14 and the user's own files,
 * with their source, licence, splits and expected counts. Nothing is downloaded; a missing file is
 * named together with where to get it.
 */
package org.srupp.recipes.corpora;
