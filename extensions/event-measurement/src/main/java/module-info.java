/**
 * Figures computed from a trail: counts, error rates, latencies, success and activation.
 *
 * <p>Start at {@link io.tidings.event.measure.Measurements}.
 */
@org.jspecify.annotations.NullMarked
module io.tidings.event.measure {
  requires static transitive org.jspecify;
  requires transitive io.tidings.event;
  requires transitive io.tidings.event.logging;
  requires transitive io.tidings.event.store;
  requires java.sql;
  requires org.slf4j;

  exports io.tidings.event.measure;
}
