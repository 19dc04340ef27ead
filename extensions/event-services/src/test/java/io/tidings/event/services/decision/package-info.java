/** Tests of the package of the same name. */
@NullMarked
package io.tidings.event.services.decision;

import org.jspecify.annotations.NullMarked;
