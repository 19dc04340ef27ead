/**
 * Webhooks: signed HTTP deliveries of stored events to subscriptions.
 *
 * <p>Start at {@link io.tidings.event.webhooks.WebhookDispatcher}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.webhooks {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires transitive io.tidings.event.store;
  requires io.tidings.event.logging;
  requires com.fasterxml.jackson.core;
  requires java.sql;
  requires org.slf4j;

  exports io.tidings.event.webhooks;
}
