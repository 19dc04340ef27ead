/**
 * The JSON form of events, the same wherever one leaves the process.
 *
 * <p>Start at {@link io.tidings.event.json.DomainEventJson}.
 */
@NullMarked
package io.tidings.event.json;

import org.jspecify.annotations.NullMarked;
