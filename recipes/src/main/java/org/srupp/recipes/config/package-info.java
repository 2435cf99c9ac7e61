/**
 * The recipe: a tree of records that says everything about a run, read from YAML and written back
 * with every default.
 *
 * <p>A section is one record whose component names are the keys of the file. Its constructor holds
 * the constraints, {@link org.srupp.recipes.config.Defaults} holds the defaults, and reading and
 * writing walk the components, so a new key is one component, one default and one line of a test.
 * Nothing here knows tensors, files of a corpus or models.
 */
package org.srupp.recipes.config;
