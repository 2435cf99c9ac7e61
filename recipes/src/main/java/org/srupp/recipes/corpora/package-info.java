/**
 * Corpora: the demo corpus that srupp writes itself, Multi30k, IWSLT'14, enwik8, WikiText-103,
 * Billion Word and the user's own files, with their source, licence, splits and expected counts.
 * Parallel corpora push their pairs into a {@link org.srupp.recipes.corpora.CorpusSink}, those of
 * language models give their splits as streams; neither is ever in memory whole. A missing file is
 * named together with where to get it.
 */
package org.srupp.recipes.corpora;
