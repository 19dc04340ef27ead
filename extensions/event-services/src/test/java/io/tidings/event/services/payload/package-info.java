/** Tests of the payload records. */
@NullMarked
package io.tidings.event.services.payload;

import org.jspecify.annotations.NullMarked;
