/** Tests of the package of the same name. */
@NullMarked
package io.tidings.event.services.plan;

import org.jspecify.annotations.NullMarked;
