/** Tests. */
@NullMarked
package io.tidings.event.reference;

import org.jspecify.annotations.NullMarked;
