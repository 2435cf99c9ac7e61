/**
 * Whether kernels run on this machine's cards. It works from this module's jar alone, with a Java
 * runtime that has no module but {@code java.base}, and is part of what {@code srupp doctor} says.
 */
package org.srupp.kernels.doctor;
