/**
 * JSON form of events: one writer and one strict reader for logs, stores and relays.
 *
 * <p>Start at {@link io.tidings.event.json.DomainEventJson}.
 */
@NullMarked
package io.tidings.event.json;

import org.jspecify.annotations.NullMarked;
