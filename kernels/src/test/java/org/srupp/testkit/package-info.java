/**
 * What the tests of every module share: golden numbers, comparison of tensors, numeric gradients.
 * Published as this module's test-jar.
 */
package org.srupp.testkit;
