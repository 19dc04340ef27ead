/** Tests of the package of the same name. */
@NullMarked
package io.tidings.event.services.invariant;

import org.jspecify.annotations.NullMarked;
