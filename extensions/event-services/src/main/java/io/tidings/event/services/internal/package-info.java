/** Classes shared by the packages of this module; not exported. */
@NullMarked
package io.tidings.event.services.internal;

import org.jspecify.annotations.NullMarked;
