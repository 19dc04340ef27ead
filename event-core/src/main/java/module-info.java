/**
 * The event types, the immutable event and the bus.
 *
 * <p>Start at {@link io.tidings.event.EventBus}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event {
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires com.github.f4b6a3.ulid;

  exports io.tidings.event;
  exports io.tidings.event.shape;
  exports io.tidings.event.spi;
  exports io.tidings.event.internal to
      io.tidings.event.logging,
      io.tidings.event.measure,
      io.tidings.event.meter,
      io.tidings.event.rx,
      io.tidings.event.services,
      io.tidings.event.store,
      io.tidings.event.testkit,
      io.tidings.event.webhooks;
  exports io.tidings.event.async;
}
