/**
 * Metering: how many events an organization may have stored in a period, and how many it had.
 *
 * <p>Start at {@link io.tidings.event.meter.Metering}. Two layers guard the metered sink, never the
 * bus: {@link io.tidings.event.meter.QuotaGate} looks at what is remembered and writes nothing,
 * {@link io.tidings.event.meter.MeteredIngest} charges before it stores. Handlers, streams and the
 * log hear every event, and a service never notices.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.meter;
