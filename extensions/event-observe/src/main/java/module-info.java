/**
 * Observation of a bus and of a trail: meters of Micrometer, spans and log records of
 * OpenTelemetry, and recordings of the JDK Flight Recorder.
 *
 * <p>Start at {@link io.tidings.event.observe.ObservedEventBus}. Each of the other packages needs
 * the library it is named after, and only that one.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.observe {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires org.slf4j;
  requires static transitive io.tidings.event.logging;
  requires static transitive io.tidings.event.store;
  requires static transitive io.tidings.event.webhooks;
  requires static transitive micrometer.core;
  requires static transitive micrometer.observation;
  requires static micrometer.commons;
  requires static transitive context.propagation;
  requires static transitive io.opentelemetry.api;
  requires static io.opentelemetry.common;
  requires static io.opentelemetry.context;
  requires static jdk.jfr;

  exports io.tidings.event.observe;
  exports io.tidings.event.observe.jfr;
  exports io.tidings.event.observe.micrometer;
  exports io.tidings.event.observe.opentelemetry;

  provides io.micrometer.context.ThreadLocalAccessor with
      io.tidings.event.observe.micrometer.EventContextAccessor;
}
