/** Tests. */
@NullMarked
package io.tidings.event.redact;

import org.jspecify.annotations.NullMarked;
