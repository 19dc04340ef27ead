package io.tidings.event.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one relay: one entry a minute while Kafka cannot be reached. Thread-safe. */
final class RelayLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaRelay.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String name;
  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  RelayLog(String name) {
    this.name = name;
  }

  /** Logs a failure after which the record is sent again. */
  void unreachable(String topic, Throwable failure) {
    long now = System.nanoTime();
    long before = loggedAt.get();
    if (now - before >= PAUSE_NANOS && loggedAt.compareAndSet(before, now)) {
      LOG.warn(
          "Relay '{}' could not send to topic '{}'; retrying until it is closed",
          name,
          topic,
          failure);
    }
  }
}
