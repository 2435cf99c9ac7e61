/**
 * Reads the archives that corpora come in: tar in gzip, and zip. An archive is foreign data: what
 * is cut off, damaged, no archive at all, or wants to be written elsewhere is refused in one
 * sentence.
 */
package org.srupp.recipes.corpora.archive;
