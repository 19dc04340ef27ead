package io.tidings.event.kafka;

/**
 * Numbers of a source since its start. Immutable.
 *
 * @param emitted the events that it stored and emitted
 * @param duplicates the events that it had emitted before
 * @param own the events of its own host, which it skipped
 * @param rejected the records that are no events, or whose events cannot be stored
 * @contract KAF-08
 */
public record SourceMetrics(long emitted, long duplicates, long own, long rejected) {

  SourceMetrics plus(SourceMetrics other) {
    return new SourceMetrics(
        emitted + other.emitted,
        duplicates + other.duplicates,
        own + other.own,
        rejected + other.rejected);
  }
}
