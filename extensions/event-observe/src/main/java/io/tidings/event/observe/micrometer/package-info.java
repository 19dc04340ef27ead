/**
 * Meters and observations of Micrometer, and its propagation of the event context.
 *
 * <p>Start at {@link io.tidings.event.observe.micrometer.BusMeters}.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe.micrometer;
