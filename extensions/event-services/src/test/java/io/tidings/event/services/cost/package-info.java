/** Tests of the package of the same name. */
@NullMarked
package io.tidings.event.services.cost;

import org.jspecify.annotations.NullMarked;
