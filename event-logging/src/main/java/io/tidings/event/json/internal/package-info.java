/** What the JSON form and the log share, and nobody else has to know. */
@NullMarked
package io.tidings.event.json.internal;

import org.jspecify.annotations.NullMarked;
