/** The body of a delivery: its template and its canonical JSON. */
@NullMarked
package io.tidings.event.webhooks.internal.payload;

import org.jspecify.annotations.NullMarked;
