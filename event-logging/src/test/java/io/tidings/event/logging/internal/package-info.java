/** Tests. */
@NullMarked
package io.tidings.event.logging.internal;

import org.jspecify.annotations.NullMarked;
