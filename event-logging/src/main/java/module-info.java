/**
 * JSON form, redaction, structured logging and generated references of events.
 *
 * <p>Start at {@link io.tidings.event.logging.LoggingEventBus}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.logging {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires transitive org.slf4j;
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.core;
  requires static ch.qos.logback.core;
  requires static ch.qos.logback.classic;

  exports io.tidings.event.json;
  exports io.tidings.event.json.internal to
      io.tidings.event.webhooks;
  exports io.tidings.event.logging;
  exports io.tidings.event.logging.internal to
      io.tidings.event.cli,
      io.tidings.event.store,
      io.tidings.event.webhooks;
  exports io.tidings.event.redact;
  exports io.tidings.event.reference;

  provides com.fasterxml.jackson.databind.Module with
      io.tidings.event.json.EventModule;
}
