/** Tests of the events of the platform types. */
@NullMarked
package io.tidings.event.services.platform;

import org.jspecify.annotations.NullMarked;
