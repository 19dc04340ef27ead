/** Tests. */
@NullMarked
package io.tidings.event.json.internal;

import org.jspecify.annotations.NullMarked;
