/** Tests of the package of the same name. */
@NullMarked
package io.tidings.event.services.resource;

import org.jspecify.annotations.NullMarked;
