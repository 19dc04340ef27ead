/**
 * Services of an agent runtime and of its revisions, each with an optional bus.
 *
 * <p>Start at {@link io.tidings.event.services.ServiceOptions}, or, for events of reads and
 * commits, at {@link io.tidings.event.services.platform.PlatformEmitter}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.services {
  requires transitive io.tidings.event;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.tidings.event.services.actor;
  exports io.tidings.event.services.boundary;
  exports io.tidings.event.services.context;
  exports io.tidings.event.services.cost;
  exports io.tidings.event.services.decision;
  exports io.tidings.event.services.invariant;
  exports io.tidings.event.services.payload;
  exports io.tidings.event.services.plan;
  exports io.tidings.event.services.platform;
  exports io.tidings.event.services.resource;
  exports io.tidings.event.services.revision;
  exports io.tidings.event.services.sandbox;
  exports io.tidings.event.services.session;
  exports io.tidings.event.services.tool;
  exports io.tidings.event.services.validation;
  exports io.tidings.event.services;
}
