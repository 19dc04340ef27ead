/**
 * Event quotas per organization: plans, usage meters, an admission gate and a charging ingest.
 *
 * <p>Start at {@link io.tidings.event.meter.Metering}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.meter {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires io.tidings.event.logging;
  requires transitive io.tidings.event.store;
  requires java.sql;
  requires org.slf4j;

  exports io.tidings.event.meter;
}
