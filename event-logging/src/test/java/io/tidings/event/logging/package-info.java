/** Tests. */
@NullMarked
package io.tidings.event.logging;

import org.jspecify.annotations.NullMarked;
