/**
 * Where the time of a training goes, by kind of work: the engine's own profiler tells of its
 * operations, a clock around the kernels of theirs, and Java has what is left.
 */
package org.srupp.recipes.profile;
