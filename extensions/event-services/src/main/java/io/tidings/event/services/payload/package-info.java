/**
 * Payload records of the events of the catalogue, by category, and {@link
 * io.tidings.event.services.payload.ServiceCatalog} with all of them.
 *
 * <pre>{@code
 * bus.subscribe(ToolPayloads.ERRORED, (error, event) -> alert(error.toolName()));
 * }</pre>
 *
 * <p>A constant is named as its {@link io.tidings.event.EventType} without the category. The
 * records describe the details that the services of this module emit; a component that may be
 * absent is nullable. Parts that every event has at the top, such as the plan id, are not repeated
 * in a payload.
 *
 * @contract EMI-17
 */
@NullMarked
package io.tidings.event.services.payload;

import org.jspecify.annotations.NullMarked;
