package io.tidings.event.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record on its way to the broker. Immutable but for its outcome.
 *
 * @param record the record
 * @param outcome completes when the broker has acknowledged it, or can never do so
 */
record Transfer(ProducerRecord<String, byte[]> record, CompletableFuture<Void> outcome) {

  Transfer(ProducerRecord<String, byte[]> record) {
    this(record, new CompletableFuture<>());
  }

  void acknowledge() {
    outcome.complete(null);
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }
}
