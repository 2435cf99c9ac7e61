/**
 * Fetches corpora from their servers, and only when a user asks: mirrors in turn, resumed where it
 * broke off, taken for whole only when size and checksum say so.
 */
package org.srupp.recipes.corpora.download;
