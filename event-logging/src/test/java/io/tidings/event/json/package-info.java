/** Tests. */
@NullMarked
package io.tidings.event.json;

import org.jspecify.annotations.NullMarked;
