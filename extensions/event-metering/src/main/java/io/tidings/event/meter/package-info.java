/**
 * Metering: limits on the number of events that an organization may store per period.
 *
 * <p>Start at {@link io.tidings.event.meter.Metering}. Two layers guard the metered sink, never the
 * bus: {@link io.tidings.event.meter.QuotaGate} decides from cached usage and writes nothing;
 * {@link io.tidings.event.meter.MeteredIngest} charges before it stores. Handlers, streams and the
 * log receive every event, and a service's result does not depend on a quota.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.meter;
