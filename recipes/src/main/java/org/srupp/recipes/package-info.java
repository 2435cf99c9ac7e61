/**
 * The commands of {@code ./srupp}: the only {@code main} and the only place that creates the
 * injector.
 */
package org.srupp.recipes;
