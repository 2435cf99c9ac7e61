/**
 * Prepared data on disk: a folder that is whole or not there, with a marker of what it was made
 * from and a report of what was left out and why. What is prepared, the tasks know; this package
 * knows how it survives interruptions.
 */
package org.srupp.recipes.prepare;
